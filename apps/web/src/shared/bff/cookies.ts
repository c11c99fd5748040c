import type { NextRequest } from 'next/server';

/**
 * Where a session lives in the browser: the short access token and the token that renews it, each in a cookie no
 * script can read. Staff cookies never travel from another site.
 */
export const sessionCookies = {
  customer: { access: 'session', refresh: 'session_refresh', sameSite: 'lax' },
  staff: { access: 'staff_session', refresh: 'staff_refresh', sameSite: 'strict' },
} as const;
export type SessionKind = keyof typeof sessionCookies;

export const isSessionKind = (kind: string): kind is SessionKind => kind in sessionCookies;

/** Carts belong to a region (their prices do), so each region has its own. */
export const cartCookie = (region: string) => `cart_${region}`;

export const cartMaxAge = 60 * 60 * 24 * 60;

/**
 * Keeps the secret of an order's link while it is being paid: the payment provider sends people back to an address
 * without it. Null for what can't be an order's code.
 */
export const orderCookie = (code: string) => (/^[A-Z0-9-]{4,20}$/.test(code) ? `order_${code}` : null);

/** As long as any order waits for its money. */
export const orderMaxAge = 60 * 60 * 24;

/** Options of every secret cookie; `Secure` whenever the visitor came over TLS, also through a proxy. */
export function secretCookie(request: NextRequest, sameSite: 'lax' | 'strict' = 'lax') {
  const proto = request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol.replace(':', '');
  return { httpOnly: true, sameSite, secure: proto === 'https', path: '/' } as const;
}
