import { logins } from '../../dev/lib/demo.mjs';
import { buy, newName, anyGift } from './support/api';
import { findOrder, openPanel, signIn, staffPage, status } from './support/panel';
import { ready } from './support/ready';
import { colleague } from './support/staff';
import { expect, test } from './support/test';

test('only staff get in, and come back to where they wanted to go', async ({
  page,
  context,
  language,
  say,
  look,
}) => {
  await page.goto(`/admin/${language}/orders`);
  await expect(page).toHaveURL(/sign-in\?next=/);
  await look(page, 'sign-in');
  await ready(page.getByRole('button', { name: say('admin.sign_in.submit') }));

  await page.getByRole('button', { name: say('admin.sign_in.submit') }).click();
  await expect(page.getByText(say('admin.sign_in.password_required'))).toBeVisible();
  await page.getByLabel(say('admin.sign_in.email'), { exact: true }).fill('nobody@example.com');
  await page.getByLabel(say('admin.sign_in.password'), { exact: true }).fill('not the password');
  await page.getByRole('button', { name: say('admin.sign_in.submit') }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await look(page, 'sign-in-refused');

  await signIn(page, say);
  await expect(page).toHaveURL(new RegExp(`/admin/${language}/orders$`));
  const session = (await context.cookies()).find(({ name }) => name === 'staff_session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });

  const menu = page
    .getByRole('button', { name: new RegExp(say('admin.account.menu', { name: '' }).slice(-6)) })
    .filter({ visible: true });
  await ready(menu);
  await menu.click();
  await page.getByRole('menuitem', { name: say('admin.account.sign_out') }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto(`/admin/${language}`);
  await expect(page).toHaveURL(/sign-in/);
});

test('a customer’s account is told that this is not for them', async ({ page, language, say }) => {
  const customer = logins().find(({ role }) => role === 'customer');
  await page.goto(`/admin/${language}/sign-in`);
  await ready(page.getByRole('button', { name: say('admin.sign_in.submit') }));
  await page.getByLabel(say('admin.sign_in.email'), { exact: true }).fill(customer?.email ?? '');
  await page.getByLabel(say('admin.sign_in.password'), { exact: true }).fill(customer?.password ?? '');
  await page.getByRole('button', { name: say('admin.sign_in.submit') }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test('the list is filtered by its address', async ({
  browser,
  language,
  region,
  isPhone,
  say,
  look,
  watch,
}) => {
  const page = await staffPage(browser, { say, language, watch });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[role=status]').filter({ hasText: say('common.loading') })).toHaveCount(0);
  await look(page, 'dashboard');

  // From the oldest on: that page stays the same while other journeys add orders.
  await openPanel(page, `/admin/${language}/orders?sort=oldest`);
  const rows = page.getByRole('main').getByRole('link', { name: /^AM-/ });
  await expect(rows.first()).toBeVisible();
  const first = await rows.first().textContent();
  await page.getByRole('link', { name: say('admin.list.next'), exact: true }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(rows.first()).not.toHaveText(first ?? '');
  await page.reload();
  await expect(rows.first()).not.toHaveText(first ?? '');
  await page.getByRole('link', { name: say('admin.list.previous'), exact: true }).click();
  await expect(rows.first()).toHaveText(first ?? '');

  await page.getByRole('link', { name: new RegExp(`^${say('admin.status.delivered')}`) }).click();
  await expect(page).toHaveURL(/status=delivered/);
  if (isPhone) await page.getByRole('button', { name: say('admin.orders.filters') }).click();
  await page
    .getByLabel(say('admin.orders.region'), { exact: true })
    .filter({ visible: true })
    .selectOption(region);
  await expect(page).toHaveURL(new RegExp(`status=delivered&region=${region}&sort=oldest$`));
  if (isPhone) await page.getByRole('button', { name: say('admin.orders.show') }).click();
  await look(page, 'orders-filtered');

  await page.goBack();
  await expect(page).toHaveURL(/status=delivered&sort=oldest$/);
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`region=${region}`));

  await page.getByRole('searchbox').fill('no order has this');
  await expect(page.getByText(say('admin.orders.nothing_title'))).toBeVisible();
  await look(page, 'orders-nothing');
  await page
    .getByRole('main')
    .getByRole('button', { name: say('admin.orders.clear') })
    .last()
    .click();
  await expect(rows.first()).toBeVisible();
  await expect(page).not.toHaveURL(/q=|region=/);
});

test('an order is noted on, held, and not moved behind a colleague’s back', async ({
  browser,
  language,
  region,
  say,
  look,
  watch,
}) => {
  const gift = await anyGift(region, 4);
  const { order } = await buy(region, gift.variant.id, 1, newName('Held'));
  const page = await staffPage(browser, { say, language, watch }, `/orders/${order.id}`);
  await expect(page).toHaveURL(new RegExp(order.id));

  const note = 'Ring twice — الجرس مرتين';
  await page.getByLabel(say('admin.history.add_note')).fill(note);
  await page.getByRole('button', { name: say('admin.history.save_note') }).click();
  await expect(page.getByRole('listitem').getByText(note)).toBeVisible();
  await expect(page.getByLabel(say('admin.history.add_note'))).toHaveValue('');

  const other = await colleague();
  await page.getByRole('button', { name: say('admin.move.action.on_hold') }).click();
  const question = page.getByRole('dialog');
  const confirm = question.getByRole('button', { name: say('admin.move.action.on_hold') });
  await confirm.click();
  await expect(question.getByText(say('admin.move.reason_required'))).toBeVisible();
  await look(page, 'reason-missing');
  await question.getByLabel(say('admin.move.reason')).fill('Address unclear');
  await other.move(await other.order(order.id), 'preparing');
  await confirm.click();

  await expect(question).toBeHidden();
  await expect(page.getByText(say('admin.move.changed', { code: order.code }))).toBeVisible();
  await expect(status(page, say, 'preparing')).toBeVisible();

  await page.getByRole('button', { name: say('admin.move.action.on_hold') }).click();
  await question.getByLabel(say('admin.move.reason')).fill('Address unclear');
  await confirm.click();
  await expect(status(page, say, 'on_hold')).toBeVisible();
  await expect(page.getByText('Address unclear')).toBeVisible();
});

test('an order is delivered for cash, and another cancelled with its goods back', async ({
  browser,
  language,
  region,
  say,
  look,
  watch,
}) => {
  const gift = await anyGift(region, 5);
  const paid = await buy(region, gift.variant.id, 1, newName('Paid'));
  const gone = await buy(region, gift.variant.id, 1, newName('Gone'));
  const page = await staffPage(browser, { say, language, watch }, '/orders');
  const question = page.getByRole('dialog');

  await test.step('from the list, step by step', async () => {
    await findOrder(page, say, paid.order.code);
    for (const to of ['preparing', 'out_for_delivery', 'delivered']) {
      const action = say(`admin.move.action.${to}`);
      await page
        .getByRole('main')
        .getByRole('button', { name: `${action} ${paid.order.code}` })
        .click();
      const confirm = question.getByRole('button', { name: action });
      if (to === 'delivered') {
        await confirm.click();
        await expect(question.getByText(say('admin.move.cash_required'))).toBeVisible();
        await look(page, 'cash');
        await question.getByRole('checkbox').check();
      }
      await confirm.click();
      await expect(question).toBeHidden();
    }
    await expect(
      page.getByRole('main').getByText(say('admin.status.delivered'), { exact: true }),
    ).toHaveCount(2);
  });

  await test.step('cancelled, with a decision about the goods', async () => {
    await openPanel(page, `/admin/${language}/orders/${gone.order.id}`);
    await page.getByRole('button', { name: say('admin.move.action.cancelled') }).click();
    const confirm = question.getByRole('button', { name: say('admin.move.action.cancelled') });
    await question.getByLabel(say('admin.move.reason')).fill('Ordered twice');
    await confirm.click();
    await expect(question.getByText(say('admin.move.restock_required'))).toBeVisible();
    await look(page, 'restock');
    await question.getByText(say('admin.move.restock_yes'), { exact: true }).click();
    await confirm.click();
    await expect(status(page, say, 'cancelled')).toBeVisible();
    await expect(page.getByText(say('admin.order.finished'))).toBeVisible();
  });
});

test('the packing slip has the words for the card, and no prices', async ({
  browser,
  language,
  region,
  say,
  look,
  watch,
}) => {
  const gift = await anyGift(region, 6);
  const { order } = await buy(region, gift.variant.id, 1, newName('Slip'));
  const page = await staffPage(browser, { say, language, watch }, `/orders/${order.id}`);
  await page.getByRole('link', { name: say('admin.order.packing_slip') }).click();
  await expect(page.getByRole('heading', { level: 1, name: say('admin.slip.title') })).toBeVisible();
  await expect(page.getByText(order.code)).toBeVisible();
  await expect(page.getByText(order.totals.total.currency)).toHaveCount(0);
  await look(page, 'packing-slip');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: say('admin.slip.print') })).toBeHidden();
});

test('dark, and in the other language, the panel keeps its place', async ({
  browser,
  language,
  say,
  look,
  watch,
}) => {
  const other = language === 'en' ? 'ar' : 'en';
  const page = await staffPage(browser, { say, language, watch }, '/orders?status=delivered');
  const menu = page.locator('button[aria-haspopup=menu]').filter({ visible: true });
  await ready(menu);
  await menu.click();
  await page.getByRole('menuitemradio', { name: say('admin.account.theme_dark') }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await look(page, 'orders-dark');

  await menu.click();
  await page
    .getByRole('menuitem')
    .filter({ hasText: other === 'ar' ? 'العربية' : 'English' })
    .click();
  await expect(page).toHaveURL(new RegExp(`/admin/${other}/orders\\?status=delivered`));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('main').getByRole('link', { name: /^AM-/ }).first()).toBeVisible();
  await look(page, 'orders-dark-other');
});

test('the command palette finds orders and sections', async ({
  browser,
  language,
  region,
  isPhone,
  say,
  look,
  watch,
}) => {
  const gift = await anyGift(region, 7);
  const name = newName('Found');
  const { order } = await buy(region, gift.variant.id, 1, name);
  const page = await staffPage(browser, { say, language, watch });
  const palette = page.getByRole('dialog', { name: say('admin.palette.title') });
  const button = page.getByRole('button', { name: say('admin.nav.search') }).filter({ visible: true });
  await ready(button);
  await button.click();
  await palette.getByRole('combobox').fill(order.code);
  await expect(palette.getByRole('option').first()).toContainText(name);
  await look(page, 'palette');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: order.code })).toBeVisible();

  await (isPhone ? button.click() : page.keyboard.press('Control+k'));
  await palette.getByRole('combobox').fill(say('admin.nav.orders'));
  await palette.getByRole('option', { name: say('admin.nav.orders'), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/${language}/orders$`));
});
