import { expect, type Page } from '@playwright/test';
import type { Order, OrderPayment, PaymentChannel, PaymentChannelList } from '../../src/shared/api/generated';
import { anyGift, buy, call, newName } from './api';
import type { Language, Say } from './messages';
import { ready } from './ready';

const sandbox = process.env.SANDBOX_URL ?? 'http://127.0.0.1:8025';

/** The ways to pay online a visitor of these tests is offered: their browser isn't Apple's. */
export async function channels(region: string): Promise<[PaymentChannel, PaymentChannel]> {
  const { items } = await call<PaymentChannelList>(
    'GET',
    `/v1/stores/${region}/payment-channels?amount_minor=10000`,
  );
  const [first, second] = items.filter(({ code }) => code !== 'ap');
  if (!first || !second) throw new Error(`${region} doesn't offer two ways to pay online`);
  return [first, second];
}

/** An order that waits for its money, made without a browser. */
export async function unpaidOrder(region: string, locale: Language) {
  const { variant } = await anyGift(region, 3);
  const { order, link_token } = await buy(region, variant.id, 1, newName('Hessa'), {
    payment_method: 'online',
    locale,
  });
  const path = `/${region}/${locale}/orders/${order.code}`;
  return { order, headers: { 'order-token': link_token }, path, link: `${path}?t=${link_token}` };
}
export type Unpaid = Awaited<ReturnType<typeof unpaidOrder>>;

export const orderNow = ({ order, headers }: Unpaid) =>
  call<Order>('GET', `/v1/orders/${order.code}`, { headers });

export const paymentNow = ({ order, headers }: Unpaid) =>
  call<OrderPayment>('GET', `/v1/orders/${order.code}/payment`, { headers });

const control = `${sandbox}/control/myfatoorah/invoices`;

/** References of the provider's invoices for an order, newest first. */
async function references(code: string): Promise<string[]> {
  const { items } = (await (await fetch(control)).json()) as { items: { reference: string }[] };
  return items.map(({ reference }) => reference).filter((reference) => reference.startsWith(code));
}

/** How many invoices the provider has for an order. */
export const invoices = async (code: string) => (await references(code)).length;

/** The bank lets an order's payment pass. */
export async function approve(code: string): Promise<void> {
  const [reference] = await references(code);
  const answer = await fetch(`${control}/${reference}/approve`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The provider refused: ${await answer.text()}`);
}

/** A payer's hands on the shop's payment page and on the provider's. */
export function payer(page: Page, say: Say) {
  const deed = (name: string) => page.locator(`button[name=deed][value=${name}]`);
  return {
    async choose(name: string) {
      const way = page.getByRole('radio', { name, exact: true });
      await ready(way);
      await page.locator('label').filter({ has: way }).click();
      await expect(way).toBeChecked();
    },
    payButton() {
      return page.getByRole('main').locator('button[type=submit]');
    },
    async atTheProvider() {
      await page.waitForURL((url) => url.origin === sandbox);
      await expect(deed('approve')).toBeVisible();
    },
    async approve() {
      await deed('approve').click();
    },
    /** Insufficient funds. */
    async decline() {
      await page.locator('summary').click();
      await page.locator('select[name=code]').selectOption('MF004');
      await deed('decline').click();
    },
    /** Pays, and the provider's page never sends anybody back. */
    async vanish() {
      await page.locator('summary').click();
      await deed('vanish').click();
      await expect(deed('vanish')).toHaveCount(0);
    },
    heading(key: string, values?: Record<string, string>) {
      return page.getByRole('heading', { level: 1, name: say(`store.payment.${key}`, values) });
    },
  };
}
