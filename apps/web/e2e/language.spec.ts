import { giftWithChoice, anyGift } from './support/api';
import { words } from './support/messages';
import { ready } from './support/ready';
import { shopper } from './support/store';
import { expect, test } from './support/test';

test('the other language keeps the place', async ({ page, language, region, say }) => {
  const other = language === 'en' ? 'ar' : 'en';
  const gift = await giftWithChoice(region);
  const hands = shopper(page, { say, language, region });
  await hands.openProduct(gift);

  async function switchLanguage() {
    const picker = page
      .getByRole('button', { name: say('store.nav.region_and_language') })
      .filter({ visible: true });
    await ready(picker);
    await picker.click();
    const choice = page.getByRole('dialog', { name: say('store.nav.region_and_language') });
    await expect(choice).toBeVisible();
    await choice.locator(`a[hreflang=${other}]`).click();
  }

  await switchLanguage();
  await expect(page).toHaveURL(new RegExp(`/${region}/${other}/products/`));
  await expect(page.locator('html')).toHaveAttribute('lang', other);
  await expect(page.getByRole('heading', { level: 1, name: gift.product.title[other] })).toBeVisible();

  await hands.open('/shop?in_stock=1&sort=price_asc');
  await switchLanguage();
  await expect(page).toHaveURL(new RegExp(`/${region}/${other}/shop\\?.*in_stock=1.*`));
  await expect(page).toHaveURL(/sort=price_asc/);
});

test('the bag follows into the other language, not into another region', async ({
  page,
  language,
  region,
  say,
}) => {
  const other = language === 'en' ? 'ar' : 'en';
  const gift = await anyGift(region, 3);
  const hands = shopper(page, { say, language, region });
  await hands.openProduct(gift);
  await hands.choose(gift);
  await hands.add();
  await page.goto(`/${region}/${other}/bag`);
  await expect(
    page.getByRole('main').getByRole('link', { name: gift.product.title[other] }).first(),
  ).toBeVisible();

  const elsewhere = region === 'ae' ? 'kw' : 'ae';
  await page.goto(`/${elsewhere}/${language}/bag`);
  await expect(page.getByText(say('store.bag.empty_title'))).toBeVisible();
});

test('an address without a language finds one', async ({ page, language }) => {
  await page.goto('/shop-that-is-not');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.getByText(words(language)('common.not_found.title'))).toBeVisible();
});
