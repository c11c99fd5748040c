import { getStore, giftWithChoice, newPhone } from './support/api';
import { approve, channels, invoices, orderNow, payer, paymentNow, unpaidOrder } from './support/payment';
import { ready } from './support/ready';
import { shopper } from './support/store';
import { expect, test } from './support/test';

test('a gift is paid on the provider’s page', async ({ page, language, region, say, look }) => {
  const store = await getStore(region);
  const gift = await giftWithChoice(region);
  const [, way] = await channels(region);
  const hands = shopper(page, { say, language, region });
  const pay = payer(page, say);

  await test.step('the till offers the ways to pay by name', async () => {
    await hands.openProduct(gift);
    await hands.choose(gift);
    await hands.toTheTill(await hands.add());
    await hands.fillCheckout(store, { name: 'Hessa Salem', phone: newPhone(store.country) }, '');
    await hands.payBy(way.name[language]);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    // From the top: half of a choice under the page's header looks too small to axe.
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
    await look(page, 'till');
    await hands.placeButton().click();
    await pay.atTheProvider();
    // The order's secret goes nowhere but home.
    expect(page.url()).not.toContain('t=');
  });

  await test.step('back by the browser’s button, it says that it isn’t finished', async () => {
    await page.goBack();
    await expect(page).toHaveURL(/\/orders\/AM-[0-9A-Z]+\/payment/);
    await expect(pay.heading('unfinished_title')).toBeVisible();
    await expect(page.getByRole('radio', { name: way.name[language], exact: true })).toBeChecked();
    await expect(page.getByText(/^\d+:\d\d$/)).toBeVisible();
    await look(page, 'unfinished');
    await expect(pay.payButton()).toHaveText(say('store.payment.go_on'));
    await pay.payButton().click();
    await pay.atTheProvider();
  });

  await test.step('paid, the shop says thank you, again after a reload', async () => {
    await pay.approve();
    await page.waitForURL(/\/payment\?paymentId=/);
    await expect(pay.heading('paid_title', { name: 'Hessa' })).toBeVisible();
    await look(page, 'paid');
    await page.reload();
    await expect(pay.heading('paid_title', { name: 'Hessa' })).toBeVisible();
  });

  await test.step('and the order is placed, with the link to follow it', async () => {
    await page.getByRole('link', { name: say('store.payment.follow') }).click();
    await page.waitForURL(/\/orders\/AM-[0-9A-Z]+\?t=/);
    await expect(page.getByText(say('common.status.placed'), { exact: true }).first()).toBeVisible();
    await expect(page.getByText(say('store.order.event.paid'), { exact: true })).toBeVisible();
    await look(page, 'order-paid');
  });
});

// The rest is the same on every screen.
test.describe('an order that waits for its money', () => {
  test.skip(({ language, isMobile }) => isMobile !== (language === 'ar'), 'walked on the other screen');

  test('is paid after a refusal, with one invoice for two clicks', async ({
    page,
    language,
    region,
    say,
    look,
  }) => {
    const [first, second] = await channels(region);
    const unpaid = await unpaidOrder(region, language);
    const pay = payer(page, say);

    await page.goto(unpaid.link);
    const now = page.getByRole('main').getByRole('link', {
      name: say('store.payment.pay_now', { amount: '' }).trim().split(' ')[0],
    });
    await expect(now).toBeVisible();
    await look(page, 'order-unpaid');
    await now.click();
    await expect(pay.heading('choose_title')).toBeVisible();
    await pay.choose(first.name[language]);
    await look(page, 'choose');
    await pay.payButton().dblclick();
    await pay.atTheProvider();
    expect(await invoices(unpaid.order.code)).toBe(1);

    await pay.decline();
    await expect(pay.heading('failed_title')).toBeVisible();
    const { attempt } = await paymentNow(unpaid);
    await expect(page.getByText(attempt?.failure?.[language] ?? 'a reason')).toBeVisible();
    await ready(pay.payButton());
    await look(page, 'failed');
    await page.reload();
    await expect(pay.heading('failed_title')).toBeVisible();

    await pay.choose(second.name[language]);
    await pay.payButton().click();
    await pay.atTheProvider();
    await pay.approve();
    await expect(pay.heading('paid_title', { name: 'Hessa' })).toBeVisible();
    const order = await orderNow(unpaid);
    expect([order.status, order.payment_status]).toEqual(['placed', 'paid']);
  });

  test('is placed though the tab was closed', async ({ page, context, language, region, say, watch }) => {
    const [way] = await channels(region);
    const unpaid = await unpaidOrder(region, language);
    const pay = payer(page, say);
    await page.goto(`${unpaid.path}/payment?${unpaid.link.split('?')[1]}`);
    await pay.choose(way.name[language]);
    await pay.payButton().click();
    await pay.atTheProvider();
    await pay.vanish();
    await page.close();

    // Nobody looks: only the provider's event can have told the shop.
    await expect.poll(async () => (await orderNow(unpaid)).status).toBe('placed');
    const later = await context.newPage();
    watch(later);
    await later.goto(`${unpaid.path}/payment`);
    await expect(payer(later, say).heading('paid_title', { name: 'Hessa' })).toBeVisible();
  });

  test('is shown as paid as soon as the bank says so', async ({ page, language, region, say, look }) => {
    const [way] = await channels(region);
    const unpaid = await unpaidOrder(region, language);
    const pay = payer(page, say);
    await page.goto(`${unpaid.path}/payment?${unpaid.link.split('?')[1]}`);
    await pay.choose(way.name[language]);
    await pay.payButton().click();
    await pay.atTheProvider();
    // Sent back while the bank still thinks; the key to the order is this browser's.
    await page.goto(`${unpaid.path}/payment?paymentId=07076000`);
    await expect(pay.heading('confirming_title')).toBeVisible();
    await look(page, 'confirming');
    await approve(unpaid.order.code);
    await expect(pay.heading('paid_title', { name: 'Hessa' })).toBeVisible();
  });

  test('can be paid at the door after all', async ({ page, language, region, say, look }) => {
    const unpaid = await unpaidOrder(region, language);
    const pay = payer(page, say);
    await page.goto(`${unpaid.path}/payment?${unpaid.link.split('?')[1]}`);
    const cash = page.getByRole('button', { name: say('store.payment.cash_instead') });
    await ready(cash);
    await cash.click();
    await expect(pay.heading('cash_title', { name: 'Hessa' })).toBeVisible();
    await look(page, 'cash');
    expect(await orderNow(unpaid)).toMatchObject({ status: 'placed', payment_method: 'cod' });
  });

  test('is not shown to whoever has no key to it', async ({ page, language, region, say, look }) => {
    const unpaid = await unpaidOrder(region, language);
    await page.goto(`${unpaid.path}/payment?paymentId=07076000`);
    await expect(payer(page, say).heading('no_access_title')).toBeVisible();
    await expect(page.getByText('Hessa')).toHaveCount(0);
    await look(page, 'no-access');
  });
});
