import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  authorizeAddress,
  nameToldBeside,
  newAttempt,
  pack,
  sameState,
  unpackAttempt,
  unpackProof,
} from './oauth';

const attempt = newAttempt('google', new URLSearchParams('region=sa&locale=ar&next=/sa/ar/checkout'));

describe('an attempt', () => {
  it('is another one each time, and stays in the store', () => {
    const other = newAttempt('google', new URLSearchParams('region=../x&locale=de&next=//evil.example'));
    expect(attempt).toMatchObject({
      purpose: 'sign_in',
      region: 'sa',
      locale: 'ar',
      next: '/sa/ar/checkout',
    });
    expect(other).toMatchObject({ region: 'ae', locale: 'en', next: '/ae/en/account' });
    expect(other.state).not.toBe(attempt.state);
    expect(other.nonce).not.toBe(attempt.nonce);
  });

  it('survives its cookie, but not another provider’s or a broken one', () => {
    expect(unpackAttempt(pack(attempt), 'google')).toEqual(attempt);
    expect(unpackAttempt(pack(attempt), 'apple')).toBeNull();
    expect(unpackAttempt('x'.repeat(40), 'google')).toBeNull();
    expect(unpackAttempt(undefined, 'google')).toBeNull();
    expect(unpackProof(pack(attempt))).toBeNull();
  });

  it('tells the provider the digest of the nonce, never the nonce', () => {
    const url = authorizeAddress(
      { authorize_url: 'https://id.example/auth?hl=ar', client_id: 'c' },
      attempt,
      'https://shop.example/api/oauth/google/callback',
    );
    expect(url.searchParams.get('nonce')).toBe(createHash('sha256').update(attempt.nonce).digest('hex'));
    expect(url.href).not.toContain(attempt.nonce);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      hl: 'ar',
      response_type: 'id_token',
      response_mode: 'form_post',
      state: attempt.state,
    });
  });

  it('asks each provider in its own way', () => {
    const apple = newAttempt('apple', new URLSearchParams());
    const url = authorizeAddress(
      { authorize_url: 'https://id.example', client_id: 'c' },
      apple,
      'https://x/cb',
    );
    expect(url.searchParams.get('response_type')).toBe('code id_token');
    expect(url.searchParams.get('scope')).toBe('name email');
  });

  it('is matched by its state only', () => {
    expect(sameState(attempt, attempt.state)).toBe(true);
    expect(sameState(attempt, '')).toBe(false);
    expect(sameState(attempt, attempt.state + 'x')).toBe(false);
  });
});

describe('nameToldBeside', () => {
  it('reads what Apple sends, and nothing else', () => {
    expect(nameToldBeside('{"name":{"firstName":"Noura","lastName":"Ali"}}')).toBe('Noura Ali');
    expect(nameToldBeside('{"name":{}}')).toBeUndefined();
    expect(nameToldBeside('<script>')).toBeUndefined();
    expect(nameToldBeside(null)).toBeUndefined();
  });
});
