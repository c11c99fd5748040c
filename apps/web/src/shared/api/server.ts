import 'server-only';
import { cookies, headers } from 'next/headers';
import { orderCookie, sessionCookies, type SessionKind } from '@/shared/bff/cookies';
import { client } from './generated/client.gen';

// The API counts requests by visitor: without their address all of them would share this server's allowance.
client.setConfig({
  fetch: async (input, init) => {
    const request = new Request(input, init);
    const visitor = (await headers()).get('x-forwarded-for');
    if (visitor) request.headers.set('x-forwarded-for', visitor);
    return fetch(request);
  },
});

/** Where the API is, as seen from this server. */
export const apiUrl = () => process.env.API_URL ?? 'http://127.0.0.1:8080';

/** Thrown by `unwrap`: the API refused (its problem) or could not be reached (no problem). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: unknown,
  ) {
    super(`API answered ${status}`);
  }
}

type Answer<T> = { data?: T; error?: unknown; response?: Response };

/** The data of an answer, or an `ApiError`. */
export function unwrap<T>(answer: Answer<T>): T {
  if (answer.data === undefined) throw new ApiError(answer.response?.status ?? 0, answer.error);
  return answer.data;
}

/** The same, with null for 404: the page then says so in its own words. */
export function unwrapOrNull<T>(answer: Answer<T>): T | null {
  return answer.response?.status === 404 ? null : unwrap(answer);
}

/** Bearer header of the signed-in customer or member of staff, or null when nobody is signed in. */
export async function bearer(kind: SessionKind): Promise<{ Authorization: string } | null> {
  const token = (await cookies()).get(sessionCookies[kind].access)?.value;
  return token ? { Authorization: `Bearer ${token}` } : null;
}

/** The secret of the link of an order that is being paid in this browser. */
export async function keptLink(code: string): Promise<string | undefined> {
  const name = orderCookie(code);
  return name ? (await cookies()).get(name)?.value : undefined;
}

/** Origin of this site for absolute links: `SITE_URL`, else the one the visitor used. */
export async function siteOrigin(): Promise<string> {
  if (process.env.SITE_URL) return process.env.SITE_URL.replace(/\/$/, '');
  const incoming = await headers();
  const host = incoming.get('x-forwarded-host') ?? incoming.get('host') ?? 'localhost';
  return `${incoming.get('x-forwarded-proto') ?? 'http'}://${host}`;
}
