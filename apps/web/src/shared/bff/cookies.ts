import type { NextRequest } from 'next/server';

export const sessionCookie = { customer: 'session', staff: 'staff_session' } as const;
export type SessionKind = keyof typeof sessionCookie;

/** Carts belong to a region (their prices do), so each region has its own. */
export const cartCookie = (region: string) => `cart_${region}`;

export const cartMaxAge = 60 * 60 * 24 * 60;

/** Options of every secret cookie; `Secure` whenever the visitor came over TLS, also through a proxy. */
export function secretCookie(request: NextRequest, sameSite: 'lax' | 'strict' = 'lax') {
  const proto = request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol.replace(':', '');
  return { httpOnly: true, sameSite, secure: proto === 'https', path: '/' } as const;
}
