import 'server-only';
import { redirect } from 'next/navigation';
import { headers } from 'next/headers';
import { cache } from 'react';
import { getAuthOptions, getMe, type Account, type AuthOptions } from '@/shared/api/generated';
import { ApiError, bearer, unwrap } from '@/shared/api/server';
import { isLocale } from '@/shared/i18n/locales';
import { signInPath } from '@/shared/store/next';
import { storePath } from '@/shared/store/paths';

/** Who is signed in, asked at most once per request; null when nobody is (any more). */
export const loadCustomer = cache(async (): Promise<Account | null> => {
  const authorization = await bearer('customer');
  if (!authorization) return null;
  const answer = await getMe({ headers: authorization });
  return answer.response?.status === 401 ? null : unwrap(answer);
});

/** The customer whose page this is; anyone else is sent to the sign-in page, and back here afterwards. */
export async function requireCustomer(region: string, locale: string): Promise<Account> {
  const account = await loadCustomer();
  if (account) return account;
  const asked = await headers();
  const here = `${asked.get('x-pathname') ?? ''}${asked.get('x-search') ?? ''}`;
  redirect(storePath(region, isLocale(locale) ? locale : 'en', signInPath(here)));
}

/** Bearer header for reading on behalf of the customer; only behind `requireCustomer`. */
export async function customerBearer(): Promise<{ Authorization: string }> {
  const authorization = await bearer('customer');
  if (!authorization) throw new ApiError(401, null);
  return authorization;
}

/** The ways to sign in that this shop offers. */
export const loadAuthOptions = async (): Promise<AuthOptions> => unwrap(await getAuthOptions());
