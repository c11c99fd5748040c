import { describe, expect, it } from 'vitest';
import { IdempotencyKeys } from './idempotency';

function counting() {
  let n = 0;
  return new IdempotencyKeys(() => `key-${++n}`);
}

describe('IdempotencyKeys', () => {
  it('gives the same body the same key until it is answered', () => {
    const keys = counting();
    expect(keys.keyFor({ a: 1 })).toBe('key-1');
    expect(keys.keyFor({ a: 1 })).toBe('key-1');
  });

  it('gives a changed body a new key', () => {
    const keys = counting();
    keys.keyFor({ total: 100 });
    expect(keys.keyFor({ total: 120 })).toBe('key-2');
  });

  it.each([
    ['no answer', null, undefined],
    ['a server error', 503, undefined],
    ['a full queue', 429, 'rate_limited'],
    ['the first try still running', 409, 'request_in_progress'],
  ])('keeps the key after %s', (_, status, code) => {
    const keys = counting();
    const first = keys.keyFor({ a: 1 });
    keys.settle(status, code);
    expect(keys.keyFor({ a: 1 })).toBe(first);
  });

  it.each([
    ['success', 201, undefined],
    ['a refusal', 409, 'total_changed'],
    ['invalid input', 422, 'checkout_invalid'],
  ])('ends the key after %s', (_, status, code) => {
    const keys = counting();
    keys.keyFor({ a: 1 });
    keys.settle(status, code);
    expect(keys.keyFor({ a: 1 })).toBe('key-2');
  });
});
