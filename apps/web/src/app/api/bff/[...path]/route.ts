import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import { apiUrl } from '@/shared/api/server';
import { cartCookie, cartMaxAge, secretCookie, sessionCookie } from '@/shared/bff/cookies';
import { isOwnRequest } from '@/shared/bff/csrf';
import { downstreamHeaders, upstreamHeaders } from '@/shared/bff/headers';
import { problemAnswer } from '@/shared/bff/problems';
import { apiPath, regionOfNewCart, regionSlug, type Secret, secretFor } from '@/shared/bff/rules';

const maxBody = 256 * 1024;

type Context = { params: Promise<{ path: string[] }> };

async function proxy(request: NextRequest, { params }: Context): Promise<NextResponse> {
  const path = apiPath((await params).path);
  const secret = path && secretFor(request.method, path);
  if (!path || !secret) return problemAnswer('not_found');
  if (!isOwnRequest(request.method, request.headers)) return problemAnswer('forbidden_origin');

  const headers = upstreamHeaders(request.headers);
  const cookie = addSecret(request, headers, secret);
  const body = request.method === 'GET' ? undefined : await request.arrayBuffer();
  if (body && body.byteLength > maxBody) return problemAnswer('body_too_large');

  let answer: Response;
  try {
    answer = await fetch(apiUrl() + path + request.nextUrl.search, {
      method: request.method,
      headers,
      body: body?.byteLength ? body : undefined,
      cache: 'no-store',
      redirect: 'manual',
    });
  } catch {
    return problemAnswer('upstream_unavailable');
  }
  if (secret === 'new_cart' && answer.ok) return newCart(request, path, answer);

  const empty = answer.status === 204 || answer.status === 304;
  const response = new NextResponse(empty ? null : answer.body, {
    status: answer.status,
    headers: downstreamHeaders(answer.headers, secret !== 'none'),
  });
  if (cookie && isSpent(request.method, path, secret, answer.status)) response.cookies.delete(cookie);
  return response;
}

/** Puts the visitor's secret on the request; answers the cookie it came from. */
function addSecret(request: NextRequest, headers: Headers, secret: Secret): string | null {
  if (secret === 'cart') {
    const region = regionSlug(request.headers.get('store-region'));
    const name = region && cartCookie(region);
    const token = name && request.cookies.get(name)?.value;
    if (token) headers.set('cart-token', token);
    return name;
  }
  if (secret === 'customer' || secret === 'staff') {
    const name = sessionCookie[secret];
    const token = request.cookies.get(name)?.value;
    if (token) headers.set('authorization', `Bearer ${token}`);
    return name;
  }
  return null;
}

/** Whether the answer says that the secret is of no more use: session over, cart gone or turned into an order. */
function isSpent(method: string, path: string, secret: Secret, status: number): boolean {
  if (secret === 'cart') {
    const isCart = path === '/v1/carts/current';
    const ordered = method === 'POST' && path.endsWith('/checkout') && (status === 200 || status === 201);
    return ordered || (isCart && (status === 404 || status === 409));
  }
  return status === 401 && path.endsWith('/me');
}

/** Keeps the new cart's token in its cookie and out of the page's hands. */
async function newCart(request: NextRequest, path: string, answer: Response): Promise<NextResponse> {
  const { token, cart } = (await answer.json()) as { token: string; cart: unknown };
  const response = NextResponse.json(
    { token: '', cart },
    { status: answer.status, headers: { 'cache-control': 'no-store' } },
  );
  response.cookies.set(cartCookie(regionOfNewCart(path)), token, {
    ...secretCookie(request),
    maxAge: cartMaxAge,
  });
  return response;
}

export { proxy as DELETE, proxy as GET, proxy as PATCH, proxy as POST, proxy as PUT };
