import { expect, type Locator, type Page } from '@playwright/test';
import type { Store } from '../../src/shared/api/generated';
import type { Gift } from './api';
import { addressFor } from './api';
import type { Language, Say } from './messages';
import { ready } from './ready';

/** A visitor's hands: the steps several journeys share. */
export function shopper(
  page: Page,
  { say, language, region }: { say: Say; language: Language; region: string },
) {
  const path = (rest = '') => `/${region}/${language}${rest}`;
  const section = (key: string) => page.getByRole('region', { name: say(key), exact: true });
  const label = (input: Locator) => page.locator('label').filter({ has: input });

  const addButton = () => page.getByRole('button', { name: say('store.product.add'), exact: true }).first();

  return {
    path,
    async open(rest = '') {
      await page.goto(path(rest));
    },
    async openProduct({ product }: Gift) {
      await page.goto(path(`/products/${encodeURIComponent(product.slug[language])}`));
      await expect(page.getByRole('heading', { level: 1, name: product.title[language] })).toBeVisible();
      await ready(addButton());
    },
    /** Chooses the values that make up the variant. */
    async choose({ product, variant }: Gift) {
      for (const option of product.options) {
        const value = option.values.find(({ id }) => variant.option_value_ids.includes(id));
        if (!value) throw new Error(`${product.title.en} has no ${option.name.en} for ${variant.sku}`);
        const radio = page.locator(`input[type=radio][value="${value.id}"]`);
        await label(radio).click();
        await expect(radio).toBeChecked();
      }
    },
    /** Into the bag, which then opens beside the page. */
    async add() {
      await addButton().click();
      const bag = page.getByRole('dialog', { name: say('store.bag.title') });
      await expect(bag).toBeVisible();
      return bag;
    },
    async toTheTill(bag: Locator) {
      await bag.getByRole('link', { name: say('store.bag.checkout'), exact: true }).click();
      await page.waitForURL(/\/checkout$/);
    },
    /** Fills in everything the till asks for, for another person, takes the first day there is, and pays at the door. */
    async fillCheckout(store: Store, contact: { name: string; phone: string }, note: string) {
      const own = section('store.checkout.contact');
      await own.getByLabel(say('store.checkout.name')).fill(contact.name);
      await own.getByLabel(say('store.checkout.phone')).fill(contact.phone);
      await own.getByLabel(say('store.checkout.email')).fill(`journey${contact.phone}@example.com`);

      const recipient = section('store.checkout.recipient');
      await recipient.getByText(say('store.checkout.recipient_other'), { exact: true }).click();
      await recipient.getByLabel(say('store.checkout.recipient_name')).fill('حصة الشامسي');
      await recipient.getByLabel(say('store.checkout.recipient_phone')).fill(contact.phone);

      const address = section('store.checkout.address');
      const zone = store.zones[0];
      await address.getByLabel(say('store.checkout.zone'), { exact: true }).selectOption(zone?.code ?? '');
      for (const [key, value] of Object.entries(addressFor(store))) {
        await address.locator(`input[name="address.${key}"]`).fill(value);
      }

      const day = section('store.checkout.date').locator('label:has(input:enabled)').first();
      await day.click();
      await expect(day.locator('input')).toBeChecked();
      await this.payBy(say('common.payment_method.cod'));
      await section('store.checkout.payment').getByLabel(say('store.checkout.note')).fill(note);
    },
    /** Chooses a way to pay by its name. */
    async payBy(name: string) {
      const way = page.getByRole('radio', { name });
      await label(way).click();
      await expect(way).toBeChecked();
    },
    placeButton() {
      return page.locator('form#checkout button[type=submit]');
    },
    /** Places the order and answers with its public code. */
    async place(): Promise<string> {
      // The total on the button is settled once the quote for these choices has come.
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await this.placeButton().click();
      await page.waitForURL(/\/orders\/AM-/);
      return /AM-[0-9A-Z]+/.exec(page.url())?.[0] ?? '';
    },
  };
}
