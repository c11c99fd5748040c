import { newCustomer } from './support/account';
import { call } from './support/api';
import { openPanel, staffPage } from './support/panel';
import { colleaguePage, newColleague } from './support/team';
import { expect, test } from './support/test';

test('a customer is found, looked at, disabled with a reason and let in again', async ({
  browser,
  language,
  region,
  say,
  look,
  watch,
}) => {
  const customer = await newCustomer(language, region);
  const page = await staffPage(browser, { say, language, watch }, '/customers');
  const main = page.getByRole('main');
  await expect(main.getByRole('link').filter({ visible: true }).first()).toBeVisible();
  await look(page, 'customers');
  await page.getByRole('searchbox').fill(customer.full_name);
  await expect(page).toHaveURL(/q=/);
  const link = main.getByRole('link', { name: customer.full_name }).filter({ visible: true });
  await expect(link).toHaveCount(1);
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: customer.full_name })).toBeVisible();
  await expect(main.getByText(customer.email)).toBeVisible();
  await expect(main.getByText(say('admin.customers.no_orders'))).toBeVisible();
  await look(page, 'customer');

  await main.getByRole('button', { name: say('admin.customers.disable'), exact: true }).click();
  const question = page.getByRole('dialog');
  const confirm = question.getByRole('button', { name: say('admin.customers.disable'), exact: true });
  await confirm.click();
  await expect(question.getByText(say('admin.customers.reason_required'))).toBeVisible();
  await look(page, 'reason-missing');
  await question.getByLabel(say('admin.customers.reason')).fill('Asked for it by telephone');
  await confirm.click();
  await expect(question).toBeHidden();
  await expect(main.getByText('Asked for it by telephone')).toBeVisible();
  const { email, password } = customer;
  const signIn = () => call('POST', '/v1/auth/sign-in', { body: { email, password } });
  await expect(signIn()).rejects.toThrow(/401|403/);

  await main.getByRole('button', { name: say('admin.customers.enable'), exact: true }).click();
  await question.getByRole('button', { name: say('admin.customers.enable'), exact: true }).click();
  await expect(question).toBeHidden();
  await signIn();
});

test('without “manage” people stay half hidden, and without orders nothing of them is asked for', async ({
  browser,
  language,
  region,
  say,
  look,
  watch,
}) => {
  const customer = await newCustomer(language, region);
  const them = await newColleague([{ permission: 'customers', level: 'view', regions: null }], {
    name: 'Mira',
  });
  const page = await colleaguePage(browser, { say, language, watch }, them, '/customers');
  const main = page.getByRole('main');
  await expect(main.getByRole('link').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(customer.email)).toHaveCount(0);
  await expect(main.getByText('•••').filter({ visible: true }).first()).toBeVisible();
  await expect(main.getByRole('columnheader', { name: say('admin.customers.orders') })).toHaveCount(0);
  await look(page, 'customers-masked');
  const href = await main.getByRole('link').filter({ visible: true }).first().getAttribute('href');
  await openPanel(page, href ?? '');
  await expect(page.getByText(say('admin.customers.masked'))).toBeVisible();
  await expect(main.getByRole('button', { name: say('admin.customers.disable'), exact: true })).toHaveCount(
    0,
  );
  await expect(main.getByRole('heading', { name: say('admin.customers.orders'), exact: true })).toHaveCount(
    0,
  );
  await look(page, 'customer-masked');
});
