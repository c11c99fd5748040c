import { randomInt, randomUUID } from 'node:crypto';
import type {
  Cart,
  CheckoutAnswer,
  CheckoutInput,
  DeliveryDayList,
  NewCart,
  Product,
  ProductPage,
  Store,
  Variant,
} from '../../src/shared/api/generated';

const address = process.env.API_URL ?? 'http://127.0.0.1:8080';

/** The API as another visitor uses it: to find goods that fit a journey, and to buy at the same time. */
export async function call<T>(
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<T> {
  const answer = await fetch(address + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export const getStore = (region: string) => call<Store>('GET', `/v1/stores/${region}`);

/** All products that can be bought, in the shop's own order. */
async function products(region: string): Promise<Product[]> {
  const path = `/v1/stores/${region}/products`;
  const page = await call<ProductPage>('GET', `${path}?in_stock=true&limit=100`);
  return Promise.all(
    page.items.map((card) => call<Product>('GET', `${path}/${encodeURIComponent(card.slug.en)}`)),
  );
}

export type Gift = { product: Product; variant: Variant };

/** Something with a choice to make and a card to write, of which there is plenty: not the choice it opens with. */
export async function giftWithChoice(region: string): Promise<Gift> {
  for (const product of await products(region)) {
    if (!product.gift_message_enabled || product.options.length === 0) continue;
    const variant = product.variants.find((v) => !v.is_default && v.availability === 'in_stock');
    if (variant) return { product, variant };
  }
  throw new Error(`No product in ${region} has options, a card and stock`);
}

/** Anything of which there is plenty; different pieces for different `nth`. */
export async function anyGift(region: string, nth: number): Promise<Gift> {
  const found = (await products(region)).flatMap((product) =>
    product.variants
      .filter((variant) => variant.availability === 'in_stock')
      .map((variant) => ({ product, variant })),
  );
  const gift = found[nth % Math.max(found.length, 1)];
  if (!gift) throw new Error(`Nothing in ${region} is in stock`);
  return gift;
}

/** One of the last few of their kind. The two halves have nothing in common, whatever is sold meanwhile. */
export async function lastPieces(region: string, half: 0 | 1): Promise<Gift & { left: number }> {
  const found = (await products(region)).flatMap((product) =>
    product.variants.flatMap((variant) =>
      variant.units_left ? [{ product, variant, left: variant.units_left }] : [],
    ),
  );
  const gift = found.find(({ variant }) => parseInt(variant.id.slice(-1), 16) % 2 === half);
  if (!gift) throw new Error(`Nothing in this half of ${region} is about to run out`);
  return gift;
}

const dialling: Record<string, { code: string; begins: string; digits: number }> = {
  AE: { code: '+971', begins: '50', digits: 7 },
  SA: { code: '+966', begins: '50', digits: 7 },
  KW: { code: '+965', begins: '50', digits: 6 },
};

/** A mobile number nobody else in these tests has. */
export function newPhone(country: string): string {
  const { code, begins, digits } = dialling[country] ?? { code: '+971', begins: '50', digits: 7 };
  return code + begins + String(randomInt(10 ** (digits - 1), 10 ** digits));
}

/** A value for each field of an address in this store. */
export function addressFor(store: Store): Record<string, string> {
  const values: Record<string, string> = {
    short_address: 'RRRD2929',
    building: '24',
    block: '4',
    road: '12',
    zone: '61',
  };
  return Object.fromEntries(
    store.address_fields.map(({ key, label }) => [key, values[key] ?? `${label.en} 12`]),
  );
}

export async function putIntoNewCart(region: string, variantId: string, quantity: number): Promise<string> {
  const { token } = await call<NewCart>('POST', `/v1/stores/${region}/carts`, { body: {} });
  await call<Cart>('POST', '/v1/carts/current/lines', {
    headers: { 'cart-token': token },
    body: { variant_id: variantId, quantity },
  });
  return token;
}

/** Changes how many of a cart's first line there are, as another tab of the same visitor would. */
export async function changeQuantity(token: string, quantity: number): Promise<void> {
  const headers = { 'cart-token': token };
  const [line] = (await call<Cart>('GET', '/v1/carts/current', { headers })).lines;
  await call('PATCH', `/v1/carts/current/lines/${line?.id}`, { headers, body: { quantity } });
}

/** Buys, without a browser; an order that is paid online then waits for its money. */
export async function buy(
  region: string,
  variantId: string,
  quantity: number,
  name: string,
  { payment_method = 'cod', locale = 'en' }: Partial<Pick<CheckoutInput, 'payment_method' | 'locale'>> = {},
) {
  const store = await getStore(region);
  const headers = { 'cart-token': await putIntoNewCart(region, variantId, quantity) };
  const zone = store.zones[0];
  if (!zone) throw new Error(`${region} delivers nowhere`);
  const days = await call<DeliveryDayList>(
    'GET',
    `/v1/stores/${region}/delivery-days?zone=${zone.code}&lead_days=3`,
  );
  const choices = {
    payment_method,
    contact: { name, phone: newPhone(store.country) },
    zone: zone.code,
    address: addressFor(store),
    delivery_date: days.items.find((day) => day.is_available)?.date ?? '',
    locale,
  };
  const quote = await call<Cart>('POST', '/v1/carts/current/quote', { headers, body: choices });
  const input: CheckoutInput = { ...choices, expected_total: quote.totals.total };
  const answer = await call<CheckoutAnswer>('POST', '/v1/carts/current/checkout', {
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: input,
  });
  return { ...answer, store };
}

/** A name to find one's own order by. */
export function newName(first: string): string {
  const letters = Array.from({ length: 7 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  return `${first} ${letters[0]?.toUpperCase()}${letters.slice(1)}`;
}
