import { newEmail } from './support/account';
import { newName } from './support/api';
import { menu, openPanel, signInWith, staffPage } from './support/panel';
import { ready } from './support/ready';
import { colleaguePage, invitationLink, newColleague, owner, staffPassword } from './support/team';
import { expect, test } from './support/test';

test('somebody is invited, joins by the mail, and finds the part of the panel that is theirs', async ({
  browser,
  language,
  isPhone,
  say,
  look,
  watch,
}) => {
  const email = newEmail();
  const name = newName('Huda');
  const page = await staffPage(browser, { say, language, watch }, '/team');
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Amna Al Mansoori' }).filter({ visible: true }),
  ).toBeVisible();
  await look(page, 'team');

  await test.step('the invitation', async () => {
    await page.getByRole('button', { name: say('admin.team.invite'), exact: true }).click();
    const sheet = page.getByRole('dialog', { name: say('admin.invite.title') });
    const submit = sheet.getByRole('button', { name: say('admin.invite.submit') });
    await submit.click();
    await expect(sheet.getByText(say('admin.invite.email_invalid'))).toBeVisible();
    await sheet.getByLabel(say('admin.invite.full_name'), { exact: true }).fill(name);
    await sheet.getByLabel(say('admin.invite.email'), { exact: true }).fill(email);
    await sheet
      .getByRole('group', { name: say('admin.grants.regions_for_all') })
      .getByRole('button')
      .nth(2)
      .click();
    await sheet.getByRole('button', { name: preset[language] }).click();
    await look(page, 'invite');
    await submit.click();
    await expect(sheet).toBeHidden();
    await page.getByRole('link', { name: say('admin.team.invitations'), exact: true }).click();
    const row = page.getByRole('listitem').filter({ hasText: email });
    await expect(row.getByText(say('admin.invitations.status.open'), { exact: true })).toBeVisible();
    await look(page, 'invitations');
  });

  const joins = await (await browser.newContext()).newPage();
  watch(joins);
  await test.step('the mail’s link', async () => {
    const link = new URL(await invitationLink(email));
    expect(link.pathname).toBe(`/admin/${language}/invitation`);
    await joins.goto(link.pathname + link.search);
    const submit = joins.getByRole('button', { name: say('admin.invitation.submit') });
    await ready(submit);
    await expect(joins.getByLabel(say('admin.sign_in.email'), { exact: true })).toHaveValue(email);
    await look(joins, 'invitation');
    await joins.getByLabel(say('admin.invitation.password'), { exact: true }).fill('password12');
    await submit.click();
    await expect(joins.locator('[aria-invalid=true]')).toHaveCount(1);
    await joins.getByLabel(say('admin.invitation.password'), { exact: true }).fill(staffPassword);
    await submit.click();
    await joins.waitForURL(new RegExp(`/admin/${language}$`));
    await ready(joins.getByRole('main'));
  });

  await test.step('only what the preset gives, and only there', async () => {
    const base = `/admin/${language}`;
    expect(await menu(joins, say, isPhone)).toEqual(
      ['', '/orders', '/payments', '/customers', '/security'].map((path) => base + path),
    );
    await openPanel(joins, `${base}/orders`);
    if (isPhone) await joins.getByRole('button', { name: say('admin.orders.filters') }).click();
    await expect(
      joins.getByLabel(say('admin.orders.from'), { exact: true }).filter({ visible: true }),
    ).toBeVisible();
    await expect(joins.getByLabel(say('admin.orders.region'), { exact: true })).toHaveCount(0);
    await openPanel(joins, `${base}/customers`);
    await expect(joins.getByText(say('admin.customers.masked'))).toBeVisible();
    const answer = await joins.goto(`${base}/team`);
    expect(answer?.status()).toBe(403);
    await expect(joins.getByText(say('admin.forbidden.title'))).toBeVisible();
    await look(joins, 'forbidden');
  });

  await test.step('the link works once', async () => {
    const link = new URL(await invitationLink(email));
    await joins.goto(link.pathname + link.search);
    await expect(joins.getByText(say('admin.invitation.expired_title'))).toBeVisible();
    await look(joins, 'invitation-used');
  });
});

const preset = { en: 'Order desk', ar: 'مكتب الطلبات' };

test('permissions change under someone’s hands, a colleague’s change isn’t lost, and a disabled person is out', async ({
  browser,
  language,
  isPhone,
  say,
  look,
  watch,
}) => {
  const them = await newColleague([{ permission: 'orders', level: 'view', regions: null }], { name: 'Rana' });
  const page = await staffPage(browser, { say, language, watch }, `/team/${them.id}`);
  const at = await colleaguePage(browser, { say, language, watch }, them);
  const base = `/admin/${language}`;
  const grid = page.getByRole('main');
  const { grant, member } = await owner();
  const names = (await page.request.get('/api/bff/v1/admin/permissions').then((answer) => answer.json())) as {
    permissions: { code: string; name: { en: string; ar: string } }[];
  };
  const level = (code: string, of: string) =>
    grid
      .getByRole('group', {
        name: names.permissions.find((each) => each.code === code)?.name[language],
        exact: true,
      })
      .getByRole('radio', { name: say(`admin.grants.level_${of}`), exact: true });

  await test.step('what is unsaved is asked about', async () => {
    await level('customers', 'view').check();
    await expect(page.getByText(say('admin.member.unsaved', { count: 1 }))).toBeVisible();
    await page
      .getByRole('main')
      .getByRole('link', { name: say('admin.team.title') })
      .click();
    const question = page.getByRole('dialog', { name: say('admin.unsaved.title') });
    await look(page, 'unsaved');
    await question.getByRole('button', { name: say('admin.unsaved.stay') }).click();
    await expect(question).toBeHidden();
  });

  await test.step('two people change the same colleague', async () => {
    await grant(them.id, [
      { permission: 'orders', level: 'view', regions: null },
      { permission: 'tax', level: 'view', regions: null },
    ]);
    const save = grid.getByRole('button', { name: say('common.save'), exact: true }).first();
    await save.click();
    await expect(page.getByText(say('admin.member.changed_meanwhile'))).toBeVisible();
    await expect(level('customers', 'view')).toBeChecked();
    await expect(level('tax', 'view')).toBeChecked();
    await look(page, 'conflict');
    await save.click();
    await expect(page.getByText(say('admin.member.permissions_saved'))).toBeVisible();
    const held = (await member(them.id)).grants.map(({ permission }) => permission).sort();
    expect(held).toEqual(['customers', 'orders', 'tax']);
  });

  await test.step('it counts with the next click', async () => {
    await openPanel(at, `${base}/customers`);
    await expect(at.getByText(say('admin.customers.masked'))).toBeVisible();
    await grant(them.id, []);
    expect((await at.goto(`${base}/customers`))?.status()).toBe(403);
    await openPanel(at, base);
    expect(await menu(at, say, isPhone)).toEqual([base, `${base}/security`]);
  });

  await test.step('disabled: signed out with the next request, and not let in again', async () => {
    await page.reload();
    await ready(page.getByRole('main'));
    await grid.getByRole('button', { name: say('admin.member.disable'), exact: true }).click();
    const question = page.getByRole('dialog');
    await look(page, 'disable');
    await question.getByRole('button', { name: say('admin.member.disable'), exact: true }).click();
    await expect(grid.getByRole('button', { name: say('admin.member.enable'), exact: true })).toBeVisible();
    await at.goto(`${base}/security`);
    await expect(at).toHaveURL(/sign-in/);
    await signInWith(at, say, them);
    await expect(at.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  });

  await test.step('the audit log tells it, before and after', async () => {
    await openPanel(page, `${base}/audit?entity=account&entity_id=${them.id}`);
    const entry = page
      .getByRole('listitem')
      .filter({ hasText: say('admin.audit.action.team_update') })
      .first();
    await entry.locator('summary').click();
    const row = entry.getByRole('row').filter({ hasText: say('admin.audit.field.is_active') });
    await expect(row.getByRole('cell').first()).toContainText(say('admin.audit.yes'));
    await expect(row.getByRole('cell').last()).toContainText(say('admin.audit.no'));
    const grants = page
      .getByRole('listitem')
      .filter({ hasText: say('admin.audit.action.team_grant') })
      .first();
    await grants.locator('summary').click();
    await look(page, 'audit');
    await entry.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: them.full_name })).toBeVisible();
  });
});

test('nobody gives what they don’t hold', async ({ browser, language, say, look, watch }) => {
  const them = await newColleague(
    [
      { permission: 'team', level: 'manage', regions: null },
      { permission: 'orders', level: 'manage', regions: ['ae'] },
    ],
    { name: 'Leen' },
  );
  const other = await newColleague([{ permission: 'orders', level: 'view', regions: ['ae'] }], {
    name: 'Omar',
  });
  const page = await colleaguePage(browser, { say, language, watch }, them, `/team/${other.id}`);
  await expect(page.getByText(say('admin.grants.limit_none')).first()).toBeVisible();
  await expect(page.getByText(say('admin.grants.limit_some')).first()).toBeVisible();
  await look(page, 'limits');
  await page.goto(`/admin/${language}/team/${them.id}`);
  await expect(page.getByText(say('admin.grants.note_own'))).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
});
