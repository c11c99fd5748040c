import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import { apiUrl } from '@/shared/api/server';
import { secretCookie, sessionCookie, type SessionKind } from '@/shared/bff/cookies';
import { isOwnRequest } from '@/shared/bff/csrf';
import { downstreamHeaders, upstreamHeaders } from '@/shared/bff/headers';
import { problemAnswer } from '@/shared/bff/problems';

type Context = { params: Promise<{ kind: string }> };
type SignedIn = { token: string; expires_at: string; account: { role: string } };

const isKind = (kind: string): kind is SessionKind => kind in sessionCookie;

/** Signs in: the token goes into an httpOnly cookie, the page only learns the account. */
export async function POST(request: NextRequest, { params }: Context): Promise<NextResponse> {
  const { kind } = await params;
  if (!isKind(kind)) return problemAnswer('not_found');
  if (!isOwnRequest('POST', request.headers)) return problemAnswer('forbidden_origin');

  const answer = await call('/v1/auth/sign-in', upstreamHeaders(request.headers), await request.text());
  if (!answer) return problemAnswer('upstream_unavailable');
  if (!answer.ok) {
    return new NextResponse(answer.body, {
      status: answer.status,
      headers: downstreamHeaders(answer.headers, true),
    });
  }
  const { token, expires_at, account } = (await answer.json()) as SignedIn;
  if (kind === 'staff' && account.role === 'customer') {
    await signOut(request, token);
    return problemAnswer('forbidden');
  }
  const response = NextResponse.json(account, { headers: { 'cache-control': 'no-store' } });
  response.cookies.set(sessionCookie[kind], token, {
    ...secretCookie(request, kind === 'staff' ? 'strict' : 'lax'),
    expires: new Date(expires_at),
  });
  return response;
}

/** Signs out, here and at the API; without a session there is nothing to do. */
export async function DELETE(request: NextRequest, { params }: Context): Promise<NextResponse> {
  const { kind } = await params;
  if (!isKind(kind)) return problemAnswer('not_found');
  if (!isOwnRequest('DELETE', request.headers)) return problemAnswer('forbidden_origin');
  const token = request.cookies.get(sessionCookie[kind])?.value;
  if (token) await signOut(request, token);
  const response = new NextResponse(null, { status: 204 });
  response.cookies.delete(sessionCookie[kind]);
  return response;
}

async function signOut(request: NextRequest, token: string): Promise<void> {
  const headers = upstreamHeaders(request.headers);
  headers.delete('content-type');
  headers.set('authorization', `Bearer ${token}`);
  await call('/v1/auth/sign-out', headers);
}

async function call(path: string, headers: Headers, body?: string): Promise<Response | null> {
  try {
    return await fetch(apiUrl() + path, { method: 'POST', headers, body, cache: 'no-store' });
  } catch {
    return null;
  }
}
