import { NextResponse, type NextRequest } from 'next/server';
import { sessionCookies } from '@/shared/bff/cookies';
import { needsRenewal, renew, settle } from '@/shared/bff/session';
import { isLocale } from '@/shared/i18n/locales';
import { type Region, route } from '@/shared/store/routing';

const remember = { maxAge: 60 * 60 * 24 * 365, sameSite: 'lax', path: '/' } as const;
const regionsFor = 60_000;

let known: { regions: Region[]; until: number } = { regions: [], until: 0 };

/** The regions, asked of the API at most once a minute; the last known ones while it is away. */
async function regions(): Promise<Region[]> {
  if (known.until > Date.now()) return known.regions;
  try {
    const answer = await fetch(`${process.env.API_URL ?? 'http://127.0.0.1:8080'}/v1/regions`, {
      signal: AbortSignal.timeout(2000),
      cache: 'no-store',
    });
    if (answer.ok)
      known = {
        regions: ((await answer.json()) as { items: Region[] }).items,
        until: Date.now() + regionsFor,
      };
  } catch {
    known = { ...known, until: Date.now() + 2000 };
  }
  return known.regions;
}

/** Another path of this site, with the query kept. */
function elsewhere(request: NextRequest, pathname: string) {
  const url = request.nextUrl.clone();
  url.pathname = pathname;
  return url;
}

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'none'",
  ].join('; ');
}

export default async function proxy(request: NextRequest) {
  const decision = route(request.nextUrl.pathname, {
    regions: await regions(),
    cookieRegion: request.cookies.get('region')?.value,
    cookieLocale: request.cookies.get('locale')?.value,
    acceptLanguage: request.headers.get('accept-language'),
  });
  if (decision.kind === 'redirect') {
    return NextResponse.redirect(elsewhere(request, decision.to), 307);
  }
  // Pages are drawn for whoever is signed in: a session whose access token has run out is renewed before.
  const kind = decision.kind === 'admin' ? 'staff' : 'customer';
  const renewal = needsRenewal(request, kind) ? await renew(request, kind) : null;
  if (renewal !== null && typeof renewal === 'object') {
    request.cookies.set(sessionCookies[kind].access, renewal.access_token);
    request.cookies.set(sessionCookies[kind].refresh, renewal.refresh_token);
  } else if (renewal === 'over') {
    request.cookies.delete(sessionCookies[kind].refresh);
  }

  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-pathname', request.nextUrl.pathname);
  headers.set('x-search', request.nextUrl.search);
  headers.set('content-security-policy', policy);
  headers.set('x-next-intl-locale', decision.locale);

  const response =
    decision.kind === 'missing'
      ? NextResponse.rewrite(elsewhere(request, decision.to), { request: { headers } })
      : NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (decision.kind === 'store' && request.cookies.get('region')?.value !== decision.region) {
    response.cookies.set('region', decision.region, remember);
  }
  if (isLocale(decision.locale) && request.cookies.get('locale')?.value !== decision.locale) {
    response.cookies.set('locale', decision.locale, remember);
  }
  settle(request, response, kind, renewal);
  return response;
}

export const config = {
  matcher: '/((?!api/|media/|fonts/|_next/|.*\\.(?:ico|png|svg|txt|xml|webmanifest|woff2|map)$).*)',
};
