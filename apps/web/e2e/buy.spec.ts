import { getStore, giftWithChoice, newName, newPhone } from './support/api';
import { findOrder, staffPage, status } from './support/panel';
import { ready } from './support/ready';
import { shopper } from './support/store';
import { expect, test } from './support/test';

const message = {
  en: 'Happy birthday, Mama.\nWith all our love',
  ar: 'كل عام وأنتِ بخير يا أمي.\nمع كل الحب',
};

test('a gift is found, bought and prepared', async ({
  page,
  browser,
  language,
  region,
  isPhone,
  say,
  look,
  watch,
}) => {
  // Fourteen pages and states, each shown to axe.
  test.slow();
  const store = await getStore(region);
  const gift = await giftWithChoice(region);
  const title = gift.product.title[language];
  const name = newName('Noura');
  const hands = shopper(page, { say, language, region });

  await test.step('the front door leads to the shop in the visitor’s language', async () => {
    await page.goto('/');
    await expect(page).toHaveURL(new RegExp(`/[a-z]{2}/${language}$`));
    await hands.open();
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await look(page, 'home');
    await page.getByRole('link', { name: say('store.home.shop_all') }).click();
    await expect(page).toHaveURL(/\/shop$/);
  });

  await test.step('filters narrow the shelf down', async () => {
    const filters = isPhone
      ? page.getByRole('dialog', { name: say('store.shop.filters') })
      : page.getByRole('complementary', { name: say('store.shop.filters') });
    await ready(page.getByRole('textbox', { name: say('store.shop.search_label') }));
    if (isPhone) await page.getByRole('button', { name: say('store.shop.filter'), exact: true }).click();
    await filters.getByLabel(say('store.shop.in_stock')).click();
    await expect(page).toHaveURL(/in_stock=/);
    await filters.getByRole('button', { name: gift.product.category.name[language] }).click();
    await expect(page).toHaveURL(/category=/);
    if (isPhone) {
      await look(page, 'shop-filters');
      await filters
        .getByRole('button', { name: say('store.shop.show_results', { count: 2 }).split(' ')[0] })
        .click();
      await expect(filters).toBeHidden();
    }
    await page.getByRole('textbox', { name: say('store.shop.search_label') }).fill(title);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=/);
    await expect(page.getByRole('link', { name: title, exact: true }).first()).toBeVisible();
    await look(page, 'shop');
    await page.getByRole('link', { name: title, exact: true }).first().click();
  });

  await test.step('the gift is chosen and gets a card', async () => {
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await ready(page.getByLabel(say('store.product.gift_message')));
    await hands.choose(gift);
    await page.getByLabel(say('store.product.gift_message')).fill(message[language]);
    await look(page, 'product');
    const bag = await hands.add();
    await expect(bag.getByRole('link', { name: title })).toBeVisible();
    await look(page, 'bag-beside');
    await bag.getByRole('link', { name: say('store.bag.view_bag') }).click();
  });

  await test.step('a promo code makes it cheaper', async () => {
    await expect(page).toHaveURL(/\/bag$/);
    await page.getByLabel(say('store.bag.promo_title')).fill('welcome10');
    await page.getByRole('button', { name: say('store.bag.promo_apply') }).click();
    await expect(page.getByText(say('store.bag.discount_code', { code: 'WELCOME10' }))).toBeVisible();
    await look(page, 'bag');
    await page.getByRole('link', { name: say('store.bag.checkout'), exact: true }).click();
  });

  let code = '';
  await test.step('the till asks for what it needs, and takes the order', async () => {
    await expect(page.getByRole('heading', { level: 1, name: say('store.checkout.title') })).toBeVisible();
    await hands.placeButton().click();
    await expect(page.getByText(say('store.checkout.required')).first()).toBeVisible();
    await look(page, 'checkout-incomplete');
    await hands.fillCheckout(store, { name, phone: newPhone(store.country) }, 'Please call first');
    await expect(page.getByText(say('store.checkout.required'))).toHaveCount(0);
    await look(page, 'checkout');
    code = await hands.place();
  });

  await test.step('the order has a page of its own', async () => {
    await expect(page.getByText(code).first()).toBeVisible();
    await expect(page.locator('blockquote')).toHaveText(message[language]);
    await expect(page.getByText(say('common.status.placed'), { exact: true }).first()).toBeVisible();
    await look(page, 'order');
  });

  await test.step('staff find the order and start on it', async () => {
    const staff = await staffPage(browser, { say, language, watch }, '/orders');
    await findOrder(staff, say, code);
    await look(staff, 'admin-orders');
    await staff.getByRole('link', { name: code }).click();
    await expect(staff.getByRole('heading', { level: 1, name: code })).toBeVisible();
    await expect(staff.getByText(name).first()).toBeVisible();
    await look(staff, 'admin-order');
    await staff
      .getByRole('button', { name: say('admin.move.action.preparing') })
      .first()
      .click();
    const question = staff.getByRole('dialog');
    await look(staff, 'admin-move');
    await question.getByRole('button', { name: say('admin.move.action.preparing') }).click();
    await expect(question).toBeHidden();
    await expect(status(staff, say, 'preparing')).toBeVisible();
    await expect(
      staff.getByText(say('admin.history.moved', { status: say('admin.status.preparing') })),
    ).toBeVisible();
  });

  await test.step('and the buyer sees it', async () => {
    await page.reload();
    await expect(page.getByText(say('common.status.preparing'), { exact: true }).first()).toBeVisible();
    await expect(page.getByText(say('store.order.preparing_note'))).toBeVisible();
    await look(page, 'order-preparing');
  });
});
