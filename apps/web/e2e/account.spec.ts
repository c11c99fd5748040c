import { fillSignIn, linkTo, messageTo, newCustomer, newEmail, password, signInAt } from './support/account';
import { anyGift, buy, call, getStore, newName, newPhone } from './support/api';
import { ready } from './support/ready';
import { shopper } from './support/store';
import { expect, test } from './support/test';

test('an account: signed up beside the page, confirmed by mail', async ({
  page,
  context,
  language,
  region,
  say,
  look,
}) => {
  const hands = shopper(page, { say, language, region });
  const email = newEmail();
  const name = newName('Layla');
  await hands.open();
  const account = page
    .getByRole('link', { name: say('store.nav.account'), exact: true })
    .filter({ visible: true });
  await ready(account);
  await account.click();
  const signIn = page.getByRole('dialog', { name: say('store.auth.sign_in') });
  await expect(signIn.getByLabel(say('store.auth.email'))).toBeVisible();
  await look(page, 'sheet');
  await signIn.getByRole('button', { name: say('store.auth.sign_up'), exact: true }).click();

  const signUp = page.getByRole('dialog', { name: say('store.auth.sign_up') });
  const submit = signUp.getByRole('button', { name: say('store.auth.sign_up'), exact: true });
  await submit.click();
  await expect(signUp.getByText(say('store.auth.required')).first()).toBeVisible();
  await signUp.getByLabel(say('store.auth.full_name')).fill(name);
  await signUp.getByLabel(say('store.auth.email')).fill(email);
  await signUp.getByLabel(say('store.auth.password'), { exact: true }).fill('password123');
  await submit.click();
  await expect(signUp.locator('[aria-invalid=true]')).toHaveAttribute('name', 'password');
  await look(page, 'sheet-refused');
  await signUp.getByLabel(say('store.auth.password'), { exact: true }).fill(password);
  await submit.click();
  await expect(signUp).toBeHidden();
  for (const cookie of (await context.cookies()).filter((c) => c.name.startsWith('session'))) {
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  }

  await account.click();
  await expect(
    page.getByRole('heading', { level: 1, name: say('store.account.hello', { name: 'Layla' }) }),
  ).toBeVisible();
  const banner = page.getByText(say('store.account.verify_title'));
  await expect(banner).toBeVisible();
  await look(page, 'account');

  await page.goto(await linkTo(email, 'verify-email'));
  const confirm = page.getByRole('button', { name: say('store.auth.confirm_submit') });
  await ready(confirm);
  await look(page, 'confirm');
  await confirm.click();
  await expect(page.getByText(say('store.auth.confirmed_verify'))).toBeVisible();
  await hands.open('/account');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test('a wrong password, then the right one; the bag stays', async ({ page, language, region, say, look }) => {
  const customer = await newCustomer(language, region);
  const gift = await anyGift(region, 5);
  const hands = shopper(page, { say, language, region });
  await hands.openProduct(gift);
  await hands.choose(gift);
  await hands.add();

  await hands.open(`/sign-in?next=${encodeURIComponent(hands.path('/bag'))}`);
  await fillSignIn(page, say, { ...customer, password: 'not the password' });
  const refusal = page.getByRole('main').getByRole('alert');
  await expect(refusal).toBeVisible();
  await look(page, 'refused');
  await expect(page.getByLabel(say('store.auth.email'), { exact: true })).toHaveValue(customer.email);
  await page.getByLabel(say('store.auth.password'), { exact: true }).fill(customer.password);
  await page
    .getByRole('main')
    .getByRole('button', { name: say('store.auth.sign_in'), exact: true })
    .click();
  await expect(page).toHaveURL(new RegExp(`${hands.path('/bag')}$`));
  await expect(
    page.getByRole('main').getByRole('link', { name: gift.product.title[language] }).first(),
  ).toBeVisible();

  await page.goto(hands.path('/account'));
  const leave = page.getByRole('button', { name: say('store.account.sign_out'), exact: true });
  await ready(leave);
  await leave.click();
  await expect(page).toHaveURL(new RegExp(`${hands.path()}$`));
  await page.goto(hands.path('/account/security'));
  await expect(page).toHaveURL(/sign-in\?next=/);
});

test('addresses, and the till that knows them', async ({ page, language, region, say, look }) => {
  const hands = shopper(page, { say, language, region });
  const customer = await newCustomer(language, region);
  await signInAt(page, say, hands.path(), customer, '/account/addresses');
  await expect(page.getByText(say('store.addresses.empty_title'))).toBeVisible();

  const here = await getStore(region);
  const elsewhere = await getStore(region === 'kw' ? 'ae' : 'kw');
  const values: Record<string, string> = { short_address: 'RRRD2929', building: '24', block: '4' };
  for (const [label, store] of [
    ['Home', here],
    ['Mum', elsewhere],
  ] as const) {
    await page.getByRole('button', { name: say('store.addresses.add') }).click();
    const sheet = page.getByRole('dialog', { name: say('store.addresses.add_title') });
    await sheet.getByLabel(say('store.addresses.region')).selectOption(store.slug);
    await sheet.getByLabel(say('store.addresses.label')).fill(label);
    await sheet.getByLabel(say('store.addresses.recipient_phone')).fill(newPhone(store.country));
    await sheet.locator('select[name=zone]').selectOption(store.zones[0]?.code ?? '');
    if (label === 'Home') {
      await sheet.getByRole('button', { name: say('common.save') }).click();
      await expect(sheet.locator('[aria-invalid=true]').first()).toBeVisible();
      await look(page, 'address-refused');
    }
    for (const field of store.address_fields) {
      await sheet
        .locator(`input[name="fields.${field.key}"]`)
        .fill(values[field.key] ?? (field.format === 'number' ? '12' : `${field.label.en} 12`));
    }
    await sheet.getByRole('button', { name: say('common.save') }).click();
    await expect(sheet).toBeHidden();
  }
  const home = page.getByRole('article', { name: 'Home' });
  const mum = page.getByRole('article', { name: 'Mum' });
  await expect(home.getByText(say('store.addresses.default'), { exact: true })).toBeVisible();
  const name = elsewhere.name[language];
  await expect(mum.getByText(say('store.addresses.elsewhere', { region: name }))).toBeVisible();
  await look(page, 'addresses');
  await mum.getByRole('button', { name: say('store.addresses.make_default_named', { name: 'Mum' }) }).click();
  await expect(mum.getByText(say('store.addresses.default'), { exact: true })).toBeVisible();
  await expect(home.getByText(say('store.addresses.default'), { exact: true })).toHaveCount(0);
  await mum.getByRole('button', { name: say('store.addresses.delete_named', { name: 'Mum' }) }).click();
  await page
    .getByRole('dialog', { name: say('store.addresses.delete_question') })
    .getByRole('button', { name: say('store.addresses.delete'), exact: true })
    .click();
  await expect(mum).toHaveCount(0);
  await expect(home.getByText(say('store.addresses.default'), { exact: true })).toBeVisible();

  const gift = await anyGift(region, 8);
  await hands.openProduct(gift);
  await hands.choose(gift);
  await hands.toTheTill(await hands.add());
  await expect(page.getByRole('radio', { name: /^Home/ })).toBeChecked();
  await expect(page.locator('select[name=zone]')).toHaveValue(here.zones[0]?.code ?? '');
  await expect(page.locator('input[name="contact.name"]')).toHaveValue(customer.full_name);
  await look(page, 'checkout');
});

// What differs little between screens is walked once in each language, on either screen.
test.describe('in both languages', () => {
  test.skip(({ language, isMobile }) => isMobile !== (language === 'ar'), 'walked on the other screen');

  test('a page is drawn for its owner after the short token has run out', async ({
    page,
    context,
    language,
    region,
    say,
  }) => {
    const hands = shopper(page, { say, language, region });
    await signInAt(page, say, hands.path(), await newCustomer(language, region));
    // Both halves: a page of the server, and what a page asks for itself.
    for (const again of [
      () => page.goto(hands.path('/account/profile')),
      () => page.goto(hands.path('/account/security')),
    ]) {
      await context.clearCookies({ name: 'session' });
      await again();
      await expect(page).toHaveURL(/account\/(profile|security)$/);
      expect((await context.cookies()).some(({ name }) => name === 'session')).toBe(true);
    }
    await ready(page.getByRole('main'));
    await context.clearCookies({ name: 'session' });
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['sessions', 'addresses', 'orders'].map(
          async (what) => (await fetch(`/api/bff/v1/me/${what}`)).status,
        ),
      ),
    );
    expect(statuses).toEqual([200, 200, 200]);

    await context.clearCookies({ name: 'session' });
    await context.addCookies([
      { name: 'session_refresh', value: 'made-up', url: new URL(page.url()).origin, httpOnly: true },
    ]);
    await page.goto(hands.path('/account/profile'));
    await expect(page).toHaveURL(/sign-in\?next=/);
    expect((await context.cookies()).filter(({ name }) => name.startsWith('session'))).toEqual([]);
  });

  test('a forgotten password', async ({ page, language, region, say, look }) => {
    const customer = await newCustomer(language, region);
    const seen = await messageTo(customer.email);
    const hands = shopper(page, { say, language, region });
    await hands.open('/sign-in');
    await page.getByRole('link', { name: say('store.auth.forgot') }).click();
    const send = page.getByRole('button', { name: say('store.auth.forgot_submit') });
    await ready(send);
    await page.getByRole('main').getByLabel(say('store.auth.email'), { exact: true }).fill(customer.email);
    await look(page, 'forgot');
    await send.click();
    await expect(page.getByText(say('store.auth.forgot_sent'))).toBeVisible();

    const path = await linkTo(customer.email, 'reset-password', seen.id);
    await page.goto(path);
    const save = page.getByRole('button', { name: say('store.auth.reset_submit') });
    await ready(save);
    const fresh = 'lilac hour by the corniche';
    await page.getByLabel(say('store.auth.new_password'), { exact: true }).fill(fresh);
    await look(page, 'reset');
    await save.click();
    await expect(page.getByText(say('store.auth.reset_done'))).toBeVisible();
    await signInAt(page, say, hands.path(), { ...customer, password: fresh });

    await page.goto(path);
    await ready(save);
    await page.getByLabel(say('store.auth.new_password'), { exact: true }).fill(fresh);
    await save.click();
    await expect(page.getByText(say('store.auth.link_expired'))).toBeVisible();
    await look(page, 'expired');
  });

  test('by telephone', async ({ page, language, region, say, look }) => {
    const hands = shopper(page, { say, language, region });
    const phone = newPhone((await getStore(region)).country);
    await hands.open('/sign-in');
    const byPhone = page.getByRole('button', { name: say('store.auth.by_phone'), exact: true });
    await ready(byPhone);
    await byPhone.click();
    await page.getByLabel(say('store.auth.phone')).fill(phone);
    await page.getByRole('button', { name: say('store.auth.send_code') }).click();
    const code = page.getByLabel(say('store.auth.code'));
    await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    const sent = (await messageTo(phone)).code ?? '';

    const submit = page
      .getByRole('main')
      .getByRole('button', { name: say('store.auth.sign_in'), exact: true });
    await code.fill(sent === '000000' ? '111111' : '000000');
    await submit.click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      say('store.auth.tries_left', { count: 4 }),
    );
    await look(page, 'code-refused');
    await code.fill(sent);
    await submit.click();
    await expect(page).toHaveURL(new RegExp(`${hands.path('/account')}$`));

    await hands.open('/account/profile');
    const own = page.getByRole('region', { name: say('store.account.phone') });
    await expect(own.getByText(phone)).toBeVisible();
    await expect(own.getByText(say('store.account.verified'), { exact: true })).toBeVisible();
    await look(page, 'profile');
  });

  test('by Google', async ({ page, language, region, say }) => {
    const hands = shopper(page, { say, language, region });
    const email = newEmail();
    await hands.open(`/sign-in?next=${encodeURIComponent(hands.path('/account/security'))}`);
    const google = page.getByRole('link', { name: say('store.auth.with_google') });
    await google.click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(say('store.auth.problem.cancelled'))).toBeVisible();

    await google.click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Name').fill('Noura Al Ali');
    await page.getByRole('button', { name: 'Continue' }).filter({ visible: true }).click();
    await expect(page).toHaveURL(new RegExp(`${hands.path('/account/security')}$`));
    await expect(page.getByText(email)).toBeVisible();
    await expect(page.getByText(say('store.account.provider_google'), { exact: true })).toBeVisible();
  });

  test('the devices one is signed in on, a new password, a new address, and the end', async ({
    page,
    browser,
    watch,
    language,
    region,
    say,
    look,
  }) => {
    const hands = shopper(page, { say, language, region });
    const customer = await newCustomer(language, region);
    const verify = new URLSearchParams((await linkTo(customer.email, 'verify-email')).split('?')[1]);
    await call('POST', '/v1/auth/verify-email', { body: { token: verify.get('token') } });
    const { id: seen } = await messageTo(customer.email);
    await signInAt(page, say, hands.path(), customer, '/account/security');
    const other = await (await browser.newContext()).newPage();
    watch(other);
    await signInAt(other, say, hands.path(), customer);

    await page.reload();
    const devices = page.getByRole('region', { name: say('store.account.sessions') });
    await expect(devices.getByText(say('store.account.this_device'))).toHaveCount(1);
    // This browser, the other one, and the one the account was made with.
    await expect(devices.getByRole('listitem')).toHaveCount(3);
    await look(page, 'security');
    await devices.getByRole('button', { name: say('store.account.sign_out_others') }).click();
    await expect(devices.getByRole('listitem')).toHaveCount(1);
    await other.goto(hands.path('/account/profile'));
    await expect(other).toHaveURL(/sign-in\?next=/);
    await other.context().close();

    const own = page.getByRole('region', { name: say('store.auth.password'), exact: true });
    await own.getByRole('button', { name: say('store.account.change') }).click();
    const next = 'saffron threads in june';
    await own.getByLabel(say('store.account.current_password')).fill('not this one at all');
    await own.getByLabel(say('store.auth.new_password'), { exact: true }).fill(next);
    await own.getByRole('button', { name: say('common.save') }).click();
    await expect(own.getByText(say('store.account.password_wrong'))).toBeVisible();
    await own.getByLabel(say('store.account.current_password')).fill(customer.password);
    await own.getByRole('button', { name: say('common.save') }).click();
    await expect(page.getByText(say('store.account.password_saved'))).toBeVisible();

    const email = page.getByRole('region', { name: say('store.auth.email'), exact: true });
    const address = newEmail();
    await email.getByRole('button', { name: say('store.account.change') }).click();
    await email.getByLabel(say('store.account.new_email')).fill(address);
    await email.getByRole('button', { name: say('store.account.email_submit') }).click();
    await expect(email.getByText(say('store.account.email_sent'))).toBeVisible();
    const toNew = await linkTo(address, 'confirm-email');
    const toOld = await linkTo(customer.email, 'confirm-email', seen);
    for (const [path, said] of [
      [toNew, 'confirmed_half'],
      [toOld, 'confirmed_change'],
    ] as const) {
      await page.goto(path);
      const confirm = page.getByRole('button', { name: say('store.auth.confirm_submit') });
      await ready(confirm);
      await confirm.click();
      await expect(page.getByRole('heading', { name: say(`store.auth.${said}`), exact: true })).toBeVisible();
    }
    await hands.open('/account/security');
    await expect(email.getByText(address)).toBeVisible();

    const end = page.getByRole('button', { name: say('store.account.delete_open') });
    await ready(end);
    await end.click();
    const question = page.getByRole('dialog', { name: say('store.account.delete_question') });
    await look(page, 'delete');
    await question.getByRole('button', { name: say('store.account.delete_submit') }).click();
    await expect(page).toHaveURL(new RegExp(`${hands.path()}$`));
    await hands.open('/sign-in');
    await fillSignIn(page, say, { email: address, password: next });
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  });

  test('hearts of a guest come along, and so does an order', async ({
    page,
    language,
    region,
    say,
    look,
  }) => {
    const hands = shopper(page, { say, language, region });
    const gift = await anyGift(region, 4);
    const title = gift.product.title[language];
    await hands.openProduct(gift);
    const heart = page.getByRole('button', { name: say('store.wishlist.heart', { title }) }).first();
    await heart.click();
    await expect(heart).toHaveAttribute('aria-pressed', 'true');
    await hands.open('/account/wishlist');
    await expect(page.getByRole('main').getByRole('link', { name: title })).toBeVisible();
    await look(page, 'wishes-of-a-guest');

    const customer = await newCustomer(language, region);
    await signInAt(page, say, hands.path(), customer, '/account/wishlist');
    await expect(page.getByRole('main').getByRole('link', { name: title })).toBeVisible();
    await look(page, 'wishes');
    const kept = await call<{ items: { product_id: string }[] }>('GET', `/v1/me/wishlist?region=${region}`, {
      headers: { authorization: `Bearer ${customer.token}` },
    });
    expect(kept.items.map((item) => item.product_id)).toEqual([gift.product.id]);

    const { order, link_token } = await buy(
      region,
      (await anyGift(region, 11)).variant.id,
      1,
      newName('Guest'),
    );
    await hands.open(`/orders/${order.code}?t=${encodeURIComponent(link_token)}`);
    const claim = page.getByRole('button', { name: say('store.order.claim') });
    await ready(claim);
    await claim.click();
    await expect(claim).toHaveCount(0);
    await hands.open('/account');
    await expect(page.getByRole('main').getByText(order.code)).toBeVisible();
  });
});
