import type { RecoveryCodes, StaffSettings, TotpSetup } from '../src/shared/api/generated';
import { call } from './support/api';
import { openPanel, signInWith } from './support/panel';
import { ready } from './support/ready';
import { colleaguePage, newColleague } from './support/team';
import { expect, test } from './support/test';
import { totpCode } from './support/totp';

// Runs when nobody else does (see the projects): while it lasts, the whole team is asked for a second step.
test('a shop that asks everyone for a second step gets it before anything else', async ({
  browser,
  language,
  say,
  look,
  watch,
}) => {
  const admin = await newColleague([], { role: 'admin', name: 'Salma' });
  const them = await newColleague([{ permission: 'orders', level: 'view', regions: null }], { name: 'Badr' });
  const headers = { authorization: `Bearer ${admin.token}` };
  const { secret } = await call<TotpSetup>('POST', '/v1/me/totp', { headers });
  await call<RecoveryCodes>('POST', '/v1/me/totp/confirm', { headers, body: { code: totpCode(secret) } });

  const page = await (await browser.newContext()).newPage();
  watch(page);
  await page.goto(`/admin/${language}/sign-in`);
  await signInWith(page, say, admin);
  await page.getByLabel(say('admin.code.totp')).fill(totpCode(secret, 1));
  await page.getByRole('button', { name: say('admin.second_step.submit'), exact: true }).click();
  await page.waitForURL(new RegExp(`/admin/${language}$`));
  await openPanel(page, `/admin/${language}/team`);
  const at = await colleaguePage(browser, { say, language, watch }, them, '/orders');

  const rule = page.getByRole('switch', { name: say('admin.two_step_setting.label') });
  await rule.click();
  await look(page, 'required');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('admin.two_step_setting.turn_on'), exact: true })
    .click();
  await expect(rule).toBeChecked();

  try {
    await at.goto(`/admin/${language}/orders`);
    await expect(at).toHaveURL(/\/two-step$/);
    const begin = at.getByRole('button', { name: say('admin.totp.begin'), exact: true });
    await ready(begin);
    await look(at, 'enrolment');
    await begin.click();
    const key = (await at.getByTestId('totp-secret').textContent()) ?? '';
    await at.getByLabel(say('admin.code.totp')).fill(totpCode(key));
    await at.getByRole('button', { name: say('admin.totp.submit'), exact: true }).click();
    await at.getByRole('checkbox').check();
    await at.getByRole('button', { name: say('admin.recovery.done'), exact: true }).click();
    await at.waitForURL(new RegExp(`/admin/${language}$`));
    await openPanel(at, `/admin/${language}/security`);
    await expect(at.getByText(say('admin.totp.required'))).toBeVisible();
    await expect(at.getByRole('button', { name: say('admin.totp.disable'), exact: true })).toHaveCount(0);
  } finally {
    const { version } = await call<StaffSettings>('GET', '/v1/admin/staff-settings', { headers });
    await call('PUT', '/v1/admin/staff-settings', { headers, body: { totp_required: false, version } });
  }
});
