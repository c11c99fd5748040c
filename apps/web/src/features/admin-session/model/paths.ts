import type { Locale } from '@/shared/i18n/locales';

/** A path of the panel: `/admin/en`, `/admin/en/orders`. */
export function adminPath(locale: Locale, path = ''): string {
  return `/admin/${locale}${path}`;
}

export function signInPath(locale: Locale, next?: string): string {
  const home = adminPath(locale);
  const query = next && next !== home ? `?next=${encodeURIComponent(next)}` : '';
  return `${adminPath(locale, '/sign-in')}${query}`;
}

/** Where to go after signing in: what was asked for when it is inside the panel, else its first page. */
export function afterSignIn(locale: Locale, next: string | null | undefined): string {
  // Resolved like a browser would: `/admin/en/../..` and `//elsewhere` show where they really lead.
  const base = 'http://panel.invalid';
  const url = next && URL.canParse(next, base) ? new URL(next, base) : null;
  const isInside =
    url?.origin === base &&
    /^\/admin\/(en|ar)(\/(?!(sign-in|two-step|invitation)(\/|$))|$)/.test(url.pathname);
  return isInside ? url.pathname + url.search : adminPath(locale);
}

/** The same page in the other language. */
export function samePageIn(locale: Locale, pathname: string, query: string): string {
  const rest = pathname.split('/').slice(3).join('/');
  return adminPath(locale, rest && `/${rest}`) + (query && `?${query}`);
}
