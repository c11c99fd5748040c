import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import type { CheckoutAnswer } from '@/shared/api/generated';
import { apiUrl } from '@/shared/api/server';
import {
  cartCookie,
  cartMaxAge,
  orderCookie,
  orderMaxAge,
  secretCookie,
  sessionCookies,
  type SessionKind,
} from '@/shared/bff/cookies';
import { isOwnRequest } from '@/shared/bff/csrf';
import { downstreamHeaders, upstreamHeaders } from '@/shared/bff/headers';
import { problemAnswer } from '@/shared/bff/problems';
import { apiPath, orderOf, regionOfNewCart, regionSlug, secretFor, sessionFor } from '@/shared/bff/rules';
import { isSessionOver, needsRenewal, renew, settle, type Renewal } from '@/shared/bff/session';

const maxBody = 256 * 1024;

type Context = { params: Promise<{ path: string[] }> };

async function proxy(request: NextRequest, { params }: Context): Promise<NextResponse> {
  const path = apiPath((await params).path);
  const secret = path && secretFor(request.method, path);
  if (!path || !secret) return problemAnswer('not_found');
  if (!isOwnRequest(request.method, request.headers)) return problemAnswer('forbidden_origin');
  const body = request.method === 'GET' ? undefined : await request.arrayBuffer();
  if (body && body.byteLength > maxBody) return problemAnswer('body_too_large');

  const base = upstreamHeaders(request.headers);
  const cart = secret === 'cart' ? addCart(request, base) : null;
  if (secret === 'order') addOrder(request, base, path);
  const send = async (token?: string) => {
    const headers = new Headers(base);
    if (token) headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(apiUrl() + path + request.nextUrl.search, {
        method: request.method,
        headers,
        body: body?.byteLength ? body : undefined,
        cache: 'no-store',
        redirect: 'manual',
      });
    } catch {
      return null;
    }
  };

  const kind = sessionFor(secret, request.headers.get('session-kind'));
  const { answer, renewal } = kind
    ? await withSession(request, kind, send)
    : { answer: await send(), renewal: null };
  if (!answer) return problemAnswer('upstream_unavailable');
  const ordered = answer.ok && isCheckout(request.method, path) ? await linkOf(answer.clone()) : null;
  const response =
    secret === 'new_cart' && answer.ok
      ? await newCart(request, path, answer)
      : passOn(answer, secret !== 'none');
  const leaves = answer.ok && secret === 'order' && request.method === 'POST';
  const link = ordered ?? (leaves ? heldLink(base, path) : null);
  if (link) keepOrder(request, response, link);
  if (cart && isSpent(request.method, path, answer.status)) response.cookies.delete(cart);
  // Whoever deletes the account has no session left.
  const isGone = answer.ok && request.method === 'DELETE' && path === '/v1/me';
  if (kind) settle(request, response, kind, isGone ? 'over' : renewal);
  return response;
}

type Send = (token?: string) => Promise<Response | null>;

/**
 * Asks in the name of a session, renewed first when its access token has run out, or afterwards when the API no
 * longer takes it. Where the session has ended the request goes out once more without one: what guests may do
 * (buy, follow an order by its link) still works, the rest is refused.
 */
async function withSession(
  request: NextRequest,
  kind: SessionKind,
  send: Send,
): Promise<{ answer: Response | null; renewal: Renewal | null }> {
  const held = request.cookies.get(sessionCookies[kind].access)?.value;
  if (!held) {
    const renewal = needsRenewal(request, kind) ? await renew(request, kind) : null;
    return { answer: await send(tokenOf(renewal)), renewal };
  }
  const answer = await send(held);
  if (!answer || !(await isSessionOver(answer))) return { answer, renewal: null };
  const renewal = await renew(request, kind);
  return renewal === 'unknown' ? { answer, renewal } : { answer: await send(tokenOf(renewal)), renewal };
}

const tokenOf = (renewal: Renewal | null) =>
  renewal !== null && typeof renewal === 'object' ? renewal.access_token : undefined;

function passOn(answer: Response, personal: boolean): NextResponse {
  const empty = answer.status === 204 || answer.status === 304;
  return new NextResponse(empty ? null : answer.body, {
    status: answer.status,
    headers: downstreamHeaders(answer.headers, personal),
  });
}

/** Puts the bag's token on the request; answers the cookie it came from. */
function addCart(request: NextRequest, headers: Headers): string | null {
  const region = regionSlug(request.headers.get('store-region'));
  const name = region && cartCookie(region);
  const token = name && request.cookies.get(name)?.value;
  if (token) headers.set('cart-token', token);
  return name;
}

/** Puts the secret of the order's link on the request, unless the page has it. */
function addOrder(request: NextRequest, headers: Headers, path: string): void {
  const name = orderCookie(orderOf(path));
  const token = name && request.cookies.get(name)?.value;
  if (token && !headers.has('order-token')) headers.set('order-token', token);
}

type OrderLink = { code: string; token: string };

/** The link of an order that was just made and waits for its money. */
async function linkOf(answer: Response): Promise<OrderLink | null> {
  const { order, link_token } = (await answer.json()) as CheckoutAnswer;
  return order.status === 'pending_payment' ? { code: order.code, token: link_token } : null;
}

function heldLink(headers: Headers, path: string): OrderLink | null {
  const token = headers.get('order-token');
  return token ? { code: orderOf(path), token } : null;
}

/** Remembers the link of an order whose buyer is about to leave for the provider's page. */
function keepOrder(request: NextRequest, response: NextResponse, { code, token }: OrderLink): void {
  const name = orderCookie(code);
  if (name) response.cookies.set(name, token, { ...secretCookie(request), maxAge: orderMaxAge });
}

const isCheckout = (method: string, path: string) =>
  method === 'POST' && path === '/v1/carts/current/checkout';

/** Whether the answer says that the cart is gone or has turned into an order. */
function isSpent(method: string, path: string, status: number): boolean {
  const isCart = path === '/v1/carts/current';
  const ordered = isCheckout(method, path) && (status === 200 || status === 201);
  return ordered || (isCart && (status === 404 || status === 409));
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
