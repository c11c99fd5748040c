import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isLocale, type Locale } from '@/shared/i18n/locales';
import { nextInStore } from '@/shared/store/next';

export const providers = ['google', 'apple'] as const;
export type Provider = (typeof providers)[number];
export const isProvider = (name: string): name is Provider => (providers as readonly string[]).includes(name);

/** What the visitor set out to do: sign in, or prove once more that it is them. */
export type Purpose = 'sign_in' | 'reauthenticate';

/** Kept in a cookie while the visitor is away at the provider. */
export type Attempt = {
  provider: Provider;
  purpose: Purpose;
  state: string;
  nonce: string;
  region: string;
  locale: Locale;
  next: string;
};

/** What the provider sent, kept for the one redirect that brings the visitor back among our own cookies. */
export type Proof = { id_token: string; full_name?: string };

export const attemptCookie = 'oauth';
export const proofCookie = 'oauth_proof';
export const oauthPath = '/api/oauth';
export const attemptAge = 600;
export const proofAge = 60;

/** Apple gives an ID token only beside a code, which we have no use for. */
const asks: Record<Provider, { response_type: string; scope: string }> = {
  google: { response_type: 'id_token', scope: 'openid email profile' },
  apple: { response_type: 'code id_token', scope: 'name email' },
};
/** What brings an ID token by form post. Apple refuses to give one without a code, which nobody redeems. */
const responseTypes: Record<Provider, string> = { google: 'id_token', apple: 'code id_token' };

export const pack = (value: Attempt | Proof): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

function unpack(value: string | undefined): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(value ?? '', 'base64url').toString());
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

export function unpackAttempt(value: string | undefined, provider: string): Attempt | null {
  const read = unpack(value);
  const isWhole =
    read !== null &&
    read.provider === provider &&
    [read.state, read.nonce, read.region, read.next].every(isText) &&
    isLocale(read.locale as string);
  return isWhole ? (read as Attempt) : null;
}

export function unpackProof(value: string | undefined): Proof | null {
  const read = unpack(value);
  return read !== null && isText(read.id_token) ? (read as Proof) : null;
}

/** A new attempt out of what the page asked for; where to go afterwards never leads out of the store. */
export function newAttempt(provider: Provider, query: URLSearchParams): Attempt {
  const locale = query.get('locale');
  const region = query.get('region') ?? '';
  const known = /^[a-z0-9-]{1,20}$/.test(region) ? region : 'ae';
  const language: Locale = isLocale(locale) ? locale : 'en';
  return {
    provider,
    purpose: query.get('purpose') === 'reauthenticate' ? 'reauthenticate' : 'sign_in',
    state: randomBytes(32).toString('base64url'),
    nonce: randomBytes(32).toString('base64url'),
    region: known,
    locale: language,
    next: nextInStore(query.get('next'), `/${known}/${language}/account`),
  };
}

type Configured = { authorize_url: string; client_id: string };

/**
 * The provider's page for this attempt. It learns only the digest of the nonce: who sees an ID token can't use it
 * without the visitor's cookie.
 */
export function authorizeAddress(configured: Configured, attempt: Attempt, redirectUri: string): URL {
  const url = new URL(configured.authorize_url);
  const query = {
    client_id: configured.client_id,
    redirect_uri: redirectUri,
    response_type: responseTypes[attempt.provider],
    response_mode: 'form_post',
    scope: asks[attempt.provider].scope,
    state: attempt.state,
    nonce: createHash('sha256').update(attempt.nonce).digest('hex'),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

export function sameState(attempt: Attempt, state: string): boolean {
  const [a, b] = [attempt.state, state].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** The name that Apple tells beside the token, and only the first time. */
export function nameToldBeside(user: string | null): string | undefined {
  try {
    const { name } = JSON.parse(user ?? '') as { name?: { firstName?: string; lastName?: string } };
    const full = [name?.firstName, name?.lastName].filter(isText).join(' ').trim();
    return full.slice(0, 120) || undefined;
  } catch {
    return undefined;
  }
}
