import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import { isSessionKind, sessionCookies, type SessionKind } from './cookies';
import { isOwnRequest } from './csrf';
import { downstreamHeaders } from './headers';
import { problemAnswer } from './problems';
import { callApi, dropSession, keepSession, needsRenewal, renew, type Session } from './session';

/** The API's ways into a session, by kind and name. */
const ways: Record<SessionKind, Record<string, string>> = {
  customer: {
    'sign-in': '/v1/auth/sign-in',
    'sign-up': '/v1/auth/sign-up',
    phone: '/v1/auth/phone/sign-in',
  },
  staff: { 'sign-in': '/v1/auth/sign-in', invitation: '/v1/auth/invitations/accept' },
};

/** Signs in one of these ways: the tokens go into httpOnly cookies, the page only learns the account. */
export async function signInBy(request: NextRequest, kind: string, way: string): Promise<NextResponse> {
  const path = isSessionKind(kind) && Object.hasOwn(ways[kind], way) && ways[kind][way];
  if (!path || !isSessionKind(kind)) return problemAnswer('not_found');
  if (!isOwnRequest('POST', request.headers)) return problemAnswer('forbidden_origin');

  const answer = await callApi(request, path, await request.text());
  if (!answer) return problemAnswer('upstream_unavailable');
  if (!answer.ok) {
    return new NextResponse(answer.body, {
      status: answer.status,
      headers: downstreamHeaders(answer.headers, true),
    });
  }
  const session = (await answer.json()) as Session;
  if (kind === 'staff' && session.account.role === 'customer') {
    await callApi(request, '/v1/auth/sign-out', undefined, session.access_token);
    return problemAnswer('forbidden');
  }
  const response = NextResponse.json(session.account, {
    status: answer.status,
    headers: { 'cache-control': 'no-store' },
  });
  keepSession(request, response, kind, session);
  return response;
}

/** Signs out, here and at the API; without a session there is nothing to do. */
export async function signOut(request: NextRequest, kind: string): Promise<NextResponse> {
  if (!isSessionKind(kind)) return problemAnswer('not_found');
  if (!isOwnRequest('DELETE', request.headers)) return problemAnswer('forbidden_origin');
  const renewal = needsRenewal(request, kind) ? await renew(request, kind) : null;
  const token =
    renewal !== null && typeof renewal === 'object'
      ? renewal.access_token
      : request.cookies.get(sessionCookies[kind].access)?.value;
  if (token) await callApi(request, '/v1/auth/sign-out', undefined, token);
  const response = new NextResponse(null, { status: 204 });
  dropSession(response, kind);
  return response;
}
