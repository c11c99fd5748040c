import type { Page } from '@playwright/test';
import {
  buy,
  changeQuantity,
  getStore,
  lastPieces,
  newName,
  newPhone,
  anyGift,
  type Gift,
} from './support/api';
import { colleague } from './support/staff';
import { shopper } from './support/store';
import { expect, test } from './support/test';

/** Two projects share a region and run at the same time: each has its half of what is running out. */
const half = (project: string) => (project.endsWith('phone') ? 1 : 0);

test('what sells out at the till is said, and nothing is ordered', async ({
  page,
  language,
  region,
  say,
  look,
}, info) => {
  const store = await getStore(region);
  const gift = await lastPieces(region, half(info.project.name));
  const hands = shopper(page, { say, language, region });
  await hands.openProduct(gift);
  await hands.choose(gift);
  await hands.toTheTill(await hands.add());
  await hands.fillCheckout(store, { name: newName('Late'), phone: newPhone(store.country) }, '');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);

  const faster = await buy(region, gift.variant.id, gift.left, newName('Faster'));
  try {
    await hands.placeButton().click();
    await expect(page.getByText(say('store.checkout.out_of_stock'))).toBeVisible();
    await expect(page).toHaveURL(/\/checkout$/);
    await look(page, 'out-of-stock');
  } finally {
    // The shelf is as it was for whoever comes next.
    const staff = await colleague();
    const order = await staff.order(faster.order.id);
    await staff.move(order, 'cancelled', { reason: 'Journey over', restock: true });
  }
});

async function atTheTill(page: Page, hands: ReturnType<typeof shopper>, gift: Gift) {
  await hands.openProduct(gift);
  await hands.choose(gift);
  await hands.toTheTill(await hands.add());
  await expect(page).toHaveURL(/\/checkout$/);
}

test('a total that changed is shown and must be agreed to again', async ({
  page,
  context,
  language,
  region,
  say,
  look,
}) => {
  const store = await getStore(region);
  const gift = await anyGift(region, 0);
  const hands = shopper(page, { say, language, region });
  await atTheTill(page, hands, gift);
  await hands.fillCheckout(store, { name: newName('Twice'), phone: newPhone(store.country) }, '');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const before = await hands.placeButton().textContent();

  const cookies = await context.cookies();
  const token = cookies.find(({ name }) => name === `cart_${region}`)?.value ?? '';
  await changeQuantity(token, 2);
  await hands.placeButton().click();
  await expect(page.getByRole('alert').getByText(say('store.checkout.total_changed_text'))).toBeVisible();
  await expect(hands.placeButton()).not.toHaveText(before ?? '');
  await look(page, 'total-changed');

  await hands.place();
  await expect(
    page.getByText(say('store.order.quantity', { count: '2' }), { exact: false }).first(),
  ).toBeVisible();
});

test('a code that is of no use says why', async ({ page, language, region, say, look }) => {
  const gift = await anyGift(region, 1);
  const hands = shopper(page, { say, language, region });
  await hands.openProduct(gift);
  await hands.choose(gift);
  await hands.add();
  await hands.open('/bag');
  const field = page.getByLabel(say('store.bag.promo_title'));
  await field.fill('SUMMER20');
  await page.getByRole('button', { name: say('store.bag.promo_apply') }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'promo-over');
});

test('a double click orders once', async ({ page, language, region, say }) => {
  const store = await getStore(region);
  const gift = await anyGift(region, 2);
  const name = newName('Once');
  const hands = shopper(page, { say, language, region });
  await atTheTill(page, hands, gift);
  await hands.fillCheckout(store, { name, phone: newPhone(store.country) }, '');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await hands.placeButton().dblclick();
  await page.waitForURL(/\/orders\/AM-/);
  const found = await (await colleague()).orders(`?q=${encodeURIComponent(name)}`);
  expect(found.total).toBe(1);
});
