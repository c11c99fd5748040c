import { openPanel, signInWith } from './support/panel';
import { ready } from './support/ready';
import { colleaguePage, newColleague, staffPassword } from './support/team';
import { expect, test } from './support/test';
import { totpCode } from './support/totp';

test('a second step is set up, asked for, and a recovery code stands in for it', async ({
  browser,
  language,
  say,
  look,
  watch,
}) => {
  const them = await newColleague([], { name: 'Dalal' });
  const page = await colleaguePage(browser, { say, language, watch }, them, '/security');
  const main = page.getByRole('main');
  await look(page, 'security');
  await main.getByRole('button', { name: say('admin.totp.begin'), exact: true }).click();
  const secret = (await main.getByTestId('totp-secret').textContent()) ?? '';
  await look(page, 'totp');

  const code = main.getByLabel(say('admin.code.totp'));
  const turnOn = main.getByRole('button', { name: say('admin.totp.submit'), exact: true });
  await code.fill('12');
  await turnOn.click();
  await expect(main.getByText(say('admin.second_step.totp_malformed'))).toBeVisible();
  await code.fill(totpCode(secret));
  await turnOn.click();

  const codes = main.getByRole('list', { name: say('admin.recovery.codes') }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [recovery] = await codes.allTextContents();
  await look(page, 'recovery-codes');
  const done = main.getByRole('button', { name: say('admin.recovery.done'), exact: true });
  await expect(done).toBeDisabled();
  await main.getByRole('checkbox').check();
  await done.click();
  await expect(main.getByText(say('admin.totp.text_on'))).toBeVisible();

  /** A browser that knows nobody yet, at the second step. */
  async function secondStep(next = '') {
    const fresh = await (await browser.newContext()).newPage();
    watch(fresh);
    await fresh.goto(`/admin/${language}/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
    await signInWith(fresh, say, them);
    const confirm = fresh.getByRole('button', { name: say('admin.second_step.submit'), exact: true });
    await expect(confirm).toBeVisible();
    return { fresh, confirm };
  }

  await test.step('the app’s code', async () => {
    const { fresh, confirm } = await secondStep(`/admin/${language}/security`);
    const field = fresh.getByLabel(say('admin.code.totp'));
    await field.fill('000000');
    await confirm.click();
    await expect(fresh.getByText(say('admin.second_step.totp_wrong'))).toBeVisible();
    await look(fresh, 'second-step');
    // The code that turned it on is used up: the clock of this app is a step ahead, as clocks are.
    await field.fill(totpCode(secret, 1));
    await confirm.click();
    await expect(fresh).toHaveURL(/\/security$/);
  });

  await test.step('a recovery code, once', async () => {
    for (const isFirst of [true, false]) {
      const { fresh, confirm } = await secondStep();
      await fresh.getByRole('button', { name: say('admin.second_step.use_recovery') }).click();
      await fresh.getByLabel(say('admin.code.recovery')).fill(recovery ?? '');
      await confirm.click();
      if (isFirst) await expect(fresh).toHaveURL(new RegExp(`/admin/${language}$`));
      else await expect(fresh.getByText(say('admin.second_step.recovery_wrong'))).toBeVisible();
    }
  });

  await test.step('taken away again', async () => {
    await openPanel(page, `/admin/${language}/security`);
    await main.getByRole('button', { name: say('admin.totp.disable'), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('admin.totp.disable'), exact: true })
      .click();
    await expect(main.getByText(say('admin.totp.text_off'))).toBeVisible();
  });
});

test('a new password keeps this device and signs out the others', async ({
  browser,
  language,
  say,
  look,
  watch,
}) => {
  const them = await newColleague([], { name: 'Fahad' });
  const elsewhere = await colleaguePage(browser, { say, language, watch }, them);
  const page = await colleaguePage(browser, { say, language, watch }, them, '/security');
  const card = page.getByRole('region', { name: say('admin.password.title'), exact: true });
  const submit = card.getByRole('button', { name: say('admin.password.submit') });
  await ready(submit);
  await submit.click();
  await expect(card.getByText(say('admin.password.current_required'))).toBeVisible();
  await card.getByLabel(say('admin.password.current'), { exact: true }).fill('not this one');
  await card.getByLabel(say('admin.password.new'), { exact: true }).fill('jasmine on the balcony');
  await submit.click();
  await expect(card.getByText(say('admin.password.current_wrong'))).toBeVisible();
  await look(page, 'password-refused');
  await card.getByLabel(say('admin.password.current'), { exact: true }).fill(staffPassword);
  await submit.click();
  await expect(page.getByText(say('admin.password.done'))).toBeVisible();
  await expect(card.getByLabel(say('admin.password.current'), { exact: true })).toHaveValue('');

  await elsewhere.goto(`/admin/${language}/security`);
  await expect(elsewhere).toHaveURL(/sign-in/);
  await page.reload();
  await expect(page.getByText(say('admin.sessions.current'), { exact: true })).toBeVisible();
});

test('a change that needs a recent proof asks for the password, and goes on with it', async ({
  browser,
  language,
  say,
  look,
  watch,
}) => {
  const them = await newColleague([], { name: 'Hind' });
  const page = await colleaguePage(browser, { say, language, watch }, them, '/security');
  // Ten minutes are too long to wait for: the first answer is what the API would say then.
  await page.route(
    '**/v1/me/totp',
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          status: 403,
          code: 'reauthentication_required',
          title: { en: 'Prove it’s you', ar: 'أثبت هويتك' },
          detail: null,
          fields: [],
        },
      }),
    { times: 1 },
  );
  await page.getByRole('button', { name: say('admin.totp.begin'), exact: true }).click();
  const question = page.getByRole('dialog', { name: say('admin.reauthenticate.title') });
  const password = question.getByLabel(say('admin.reauthenticate.password'), { exact: true });
  const submit = question.getByRole('button', { name: say('admin.reauthenticate.submit'), exact: true });
  await password.fill('not this one');
  await submit.click();
  await expect(question.getByText(say('admin.reauthenticate.wrong'))).toBeVisible();
  await look(page, 'reauthenticate');
  await password.fill(staffPassword);
  await submit.click();
  await expect(question).toBeHidden();
  await expect(page.getByTestId('totp-secret')).toBeVisible();
});
