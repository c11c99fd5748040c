import type { NextRequest, NextResponse } from 'next/server';
import type { Account } from '@/shared/api/generated';
import { secretCookie, sessionCookies, type SessionKind } from './cookies';
import { upstreamHeaders } from './headers';

/** What the API answers when somebody signs in or renews a session. The tokens stay on this server. */
export type Session = {
  access_token: string;
  access_expires_at: string;
  refresh_token: string;
  refresh_expires_at: string;
  account: Account;
};

/** Renewed this long before it ends, so that no request sets out with a token that is over when it arrives. */
const margin = 30;
const patience = 5_000;

const apiUrl = () => process.env.API_URL ?? 'http://127.0.0.1:8080';

/** Sends JSON to the API on the visitor's behalf; null when it could not be reached. */
export async function callApi(
  request: NextRequest,
  path: string,
  body?: unknown,
  accessToken?: string,
): Promise<Response | null> {
  const headers = upstreamHeaders(request.headers);
  headers.delete('content-type');
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (accessToken) headers.set('authorization', `Bearer ${accessToken}`);
  try {
    return await fetch(apiUrl() + path, {
      method: 'POST',
      headers,
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    return null;
  }
}

/**
 * What became of a session whose access token had run out: renewed, `over` (the visitor has to sign in again),
 * or `unknown` because the API gave no clear answer; then the cookies are kept for the next try.
 */
export type Renewal = Session | 'over' | 'unknown';

/**
 * Trades the refresh token for new ones. Requests that do so at the same time (two tabs, a page and its pictures)
 * get the same successor from the API, so none of them signs the others out.
 */
export async function renew(request: NextRequest, kind: SessionKind): Promise<Renewal> {
  const refresh_token = request.cookies.get(sessionCookies[kind].refresh)?.value;
  if (!refresh_token) return 'over';
  const answer = await callApi(request, '/v1/auth/refresh', { refresh_token });
  if (answer?.ok) return (await answer.json()) as Session;
  return answer?.status === 401 ? 'over' : 'unknown';
}

/** Whether there is a session to renew before anything is asked in its name. */
export function needsRenewal(request: NextRequest, kind: SessionKind): boolean {
  const { access, refresh } = sessionCookies[kind];
  return !request.cookies.has(access) && request.cookies.has(refresh);
}

/** Puts a session into its cookies. */
export function keepSession(
  request: NextRequest,
  response: NextResponse,
  kind: SessionKind,
  session: Session,
): void {
  const { access, refresh, sameSite } = sessionCookies[kind];
  const options = secretCookie(request, sameSite);
  const life = Math.floor((Date.parse(session.access_expires_at) - Date.now()) / 1000);
  response.cookies.set(access, session.access_token, { ...options, maxAge: Math.max(life - margin, 1) });
  response.cookies.set(refresh, session.refresh_token, {
    ...options,
    expires: new Date(session.refresh_expires_at),
  });
}

export function dropSession(response: NextResponse, kind: SessionKind): void {
  response.cookies.delete(sessionCookies[kind].access);
  response.cookies.delete(sessionCookies[kind].refresh);
}

/** Lets the browser know how a renewal went. */
export function settle(
  request: NextRequest,
  response: NextResponse,
  kind: SessionKind,
  renewal: Renewal | null,
): void {
  if (renewal === 'over') dropSession(response, kind);
  else if (renewal !== null && renewal !== 'unknown') keepSession(request, response, kind, renewal);
}

/** Whether an answer says that the session itself is over, as opposed to a wrong password inside of it. */
export async function isSessionOver(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const problem: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return (
    typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'unauthenticated'
  );
}
