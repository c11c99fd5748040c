import { describe, expect, it } from 'vitest';
import { orderCookie } from './cookies';
import { isOwnRequest } from './csrf';
import { downstreamHeaders, upstreamHeaders } from './headers';
import { apiPath, orderOf, regionOfNewCart, regionSlug, secretFor, sessionFor } from './rules';

describe('apiPath', () => {
  it('encodes every segment again', () => {
    expect(apiPath(['v1', 'stores', 'ae', 'products', 'صندوق ورد'])).toBe(
      `/v1/stores/ae/products/${encodeURIComponent('صندوق ورد')}`,
    );
    expect(apiPath(['v1', 'orders', 'a/b?c#d'])).toBe('/v1/orders/a%2Fb%3Fc%23d');
  });

  it.each([[['v1', '..', 'metrics']], [['v1', '.', 'me']], [['v1', '', 'me']], [['v1', 'a\\b']]])(
    'refuses %j',
    (segments) => {
      expect(apiPath(segments)).toBeNull();
    },
  );
});

describe('secretFor', () => {
  it.each([
    ['GET', '/v1/regions', 'none'],
    ['GET', '/v1/stores/ae', 'none'],
    ['GET', '/v1/stores/ae/products/red-roses', 'none'],
    ['POST', '/v1/stores/ae/carts', 'new_cart'],
    ['GET', '/v1/carts/current', 'cart'],
    ['PATCH', '/v1/carts/current/lines/0190', 'cart'],
    ['POST', '/v1/carts/current/checkout', 'cart'],
    ['GET', '/v1/orders/AM-1', 'order'],
    ['GET', '/v1/orders/AM-1/payment', 'order'],
    ['POST', '/v1/orders/AM-1/payments', 'order'],
    ['POST', '/v1/orders/AM-1/switch-to-cash', 'order'],
    ['GET', '/v1/stores/ae/payment-channels', 'none'],
    ['GET', '/v1/me', 'own'],
    ['DELETE', '/v1/me', 'own'],
    ['GET', '/v1/me/orders', 'own'],
    ['PUT', '/v1/me/addresses/0190/default', 'own'],
    ['POST', '/v1/me/reauthenticate', 'own'],
    ['GET', '/v1/auth/options', 'none'],
    ['POST', '/v1/auth/phone/code', 'none'],
    ['POST', '/v1/auth/reset-password', 'none'],
    ['POST', '/v1/auth/invitations/preview', 'none'],
    ['GET', '/v1/address-schemas/kw', 'none'],
    ['POST', '/v1/admin/orders/1/transitions', 'staff'],
  ])('%s %s gets %s', (method, path, secret) => {
    expect(secretFor(method, path)).toBe(secret);
  });

  it.each([
    ['POST', '/v1/auth/sign-in'],
    ['POST', '/v1/auth/sign-up'],
    ['POST', '/v1/auth/google'],
    ['POST', '/v1/auth/phone/sign-in'],
    ['POST', '/v1/auth/refresh'],
    ['POST', '/v1/auth/sign-out'],
    ['POST', '/v1/auth/invitations/accept'],
    ['GET', '/metrics'],
    ['GET', '/v1/admin'],
    ['POST', '/v1/stores/ae/products'],
    ['DELETE', '/v1/orders/AM-1'],
    ['POST', '/v1/orders/AM-1'],
    ['PUT', '/v1/orders/AM-1/payment'],
    ['POST', '/v1/webhooks/myfatoorah/ae'],
    ['POST', '/v1/webhooks/payments'],
    ['GET', '/v1/stores/ae/a/b/c'],
  ])('%s %s is not for browsers', (method, path) => {
    expect(secretFor(method, path)).toBeNull();
  });
});

describe('sessionFor', () => {
  it('is the staff’s only in the panel', () => {
    expect(sessionFor('own', null)).toBe('customer');
    expect(sessionFor('own', 'staff')).toBe('staff');
    expect(sessionFor('staff', null)).toBe('staff');
    expect(sessionFor('order', 'staff')).toBe('customer');
  });

  it('goes with a bag, but not with what is public', () => {
    expect(sessionFor('cart', null)).toBe('customer');
    expect(sessionFor('new_cart', 'staff')).toBe('customer');
    expect(sessionFor('none', 'staff')).toBeNull();
  });
});

describe('isOwnRequest', () => {
  const json = { 'content-type': 'application/json' };
  const check = (method: string, headers: Record<string, string>) =>
    isOwnRequest(method, new Headers(headers));

  it('takes writes from our own pages only', () => {
    expect(check('POST', { ...json, 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(check('POST', { ...json, 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(check('POST', { ...json, 'sec-fetch-site': 'same-site' })).toBe(false);
    expect(check('POST', { ...json, 'sec-fetch-site': 'none' })).toBe(false);
  });

  it('falls back to the origin where browsers send nothing else', () => {
    expect(check('POST', { ...json, origin: 'https://shop.example', host: 'shop.example' })).toBe(true);
    expect(check('POST', { ...json, origin: 'https://evil.example', host: 'shop.example' })).toBe(false);
    expect(check('POST', { ...json, origin: 'null', host: 'shop.example' })).toBe(false);
    expect(check('POST', { ...json, host: 'shop.example' })).toBe(false);
    expect(
      check('POST', {
        ...json,
        origin: 'https://shop.example',
        host: 'inner:3000',
        'x-forwarded-host': 'shop.example',
      }),
    ).toBe(true);
  });

  it('takes only JSON writes, which no foreign form can send', () => {
    const own = { 'sec-fetch-site': 'same-origin' };
    expect(check('POST', { ...own, 'content-type': 'text/plain' })).toBe(false);
    expect(check('POST', { ...own, 'content-type': 'application/jsonx' })).toBe(false);
    expect(check('POST', { ...own, 'content-type': 'application/json; charset=utf-8' })).toBe(true);
    expect(check('POST', own)).toBe(false);
    expect(check('DELETE', own)).toBe(true);
  });

  it('takes reads unless another site asks', () => {
    expect(check('GET', {})).toBe(true);
    expect(check('GET', { 'sec-fetch-site': 'cross-site' })).toBe(false);
  });
});

describe('headers', () => {
  it('never lets a browser name its own secrets', () => {
    const up = upstreamHeaders(
      new Headers({
        authorization: 'Bearer x',
        'cart-token': 'x',
        cookie: 'session=x',
        'idempotency-key': 'k',
        'order-token': 't',
      }),
    );
    expect(Object.fromEntries(up)).toEqual({ 'idempotency-key': 'k', 'order-token': 't' });
  });

  it('passes the answer down without cookies, and keeps personal ones out of caches', () => {
    const from = new Headers({
      etag: '"1"',
      'cache-control': 'public, max-age=30',
      'set-cookie': 'a=b',
      'retry-after': '3',
    });
    expect(Object.fromEntries(downstreamHeaders(from, false))).toEqual({
      etag: '"1"',
      'cache-control': 'public, max-age=30',
      'retry-after': '3',
    });
    expect(downstreamHeaders(from, true).get('cache-control')).toBe('no-store');
  });
});

describe('orders', () => {
  it('have a cookie each, when the code is one', () => {
    expect(orderCookie(orderOf('/v1/orders/AM-7K2M9QXD/payments'))).toBe('order_AM-7K2M9QXD');
    expect(orderCookie(orderOf('/v1/orders/a%2Fb%3B'))).toBeNull();
    expect(orderCookie('')).toBeNull();
  });
});

describe('regions', () => {
  it('reads the region of a new cart and refuses names that cannot be one', () => {
    expect(regionOfNewCart('/v1/stores/kw/carts')).toBe('kw');
    expect(regionSlug('sa')).toBe('sa');
    expect(regionSlug('../x')).toBeNull();
    expect(regionSlug(null)).toBeNull();
  });
});
