import { describe, expect, it } from 'vitest';
import { nextInStore, signInPath } from './next';

describe('nextInStore', () => {
  it('leads back to a page of the store', () => {
    expect(nextInStore('/ae/en/checkout?x=1#pay', '/f')).toBe('/ae/en/checkout?x=1#pay');
    expect(nextInStore('/sa/ar', '/f')).toBe('/sa/ar');
    expect(decodeURIComponent(signInPath('/ae/en/account?tab=1'))).toBe('/sign-in?next=/ae/en/account?tab=1');
  });

  it.each([
    null,
    '',
    'https://elsewhere.example/ae/en',
    '//elsewhere.example/ae/en',
    '/\\elsewhere.example/ae/en',
    'javascript:alert(1)',
    '/ae/en/../../admin/en',
    '/admin/en/orders',
    '/api/session/customer',
    '/ae/en/sign-in?next=/ae/en',
    '/ae/english',
  ])('does not follow %j', (next) => {
    expect(nextInStore(next, '/fallback')).toBe('/fallback');
  });
});
