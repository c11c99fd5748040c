import { giftWithChoice } from './support/api';
import { shopper } from './support/store';
import { expect, test } from './support/test';

test('the pages beside the journey are in order too', async ({ page, language, region, say, look }) => {
  const gift = await giftWithChoice(region);
  const hands = shopper(page, { say, language, region });
  const heading = page.getByRole('heading', { level: 1 });

  await hands.open(`/categories/${encodeURIComponent(gift.product.category.slug[language])}`);
  await expect(heading).toHaveText(gift.product.category.name[language]);
  await look(page, 'category');

  await hands.open('/bag');
  await expect(page.getByText(say('store.bag.empty_title'))).toBeVisible();
  await look(page, 'bag-empty');

  await hands.open('/checkout');
  await expect(page.getByText(say('store.checkout.empty'))).toBeVisible();
  await look(page, 'checkout-empty');

  await hands.open('/account');
  await expect(heading).toBeVisible();
  await look(page, 'account');

  await hands.open('/shop?q=xyzxyzxyz');
  await expect(page.getByText(say('store.shop.empty_title'))).toBeVisible();
  await look(page, 'shop-nothing');

  const answer = await page.goto(hands.path('/products/nothing-of-the-kind'));
  expect(answer?.status()).toBe(404);
  await expect(page.getByText(say('common.not_found.title'))).toBeVisible();
  await look(page, 'missing');
});

test('another region has its own money', async ({ page, language }) => {
  const shown = { ae: 'AED', sa: 'SAR', kw: 'KWD' };
  for (const [region, currency] of Object.entries(shown)) {
    const gift = await giftWithChoice(region);
    await page.goto(`/${region}/${language}/products/${encodeURIComponent(gift.product.slug[language])}`);
    const told = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(told.join()).toContain(`"${currency}"`);
  }
});
