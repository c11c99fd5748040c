/** The pages one signs in on: nobody wants to come back to them. */
const doors = /^\/[^/]+\/[^/]+\/(sign-in|sign-up|reset-password)(\/|$)/;

/** Where to go after signing in: what was asked for when it is a page of the store, else `fallback`. */
export function nextInStore(next: string | null | undefined, fallback: string): string {
  // Resolved like a browser would: `/ae/en/../..` and `//elsewhere` show where they really lead.
  const base = 'http://store.invalid';
  const url = next && URL.canParse(next, base) ? new URL(next, base) : null;
  const isInside = url?.origin === base && /^\/[a-z0-9-]{1,20}\/(en|ar)(\/|$)/.test(url.pathname);
  if (!isInside || url.pathname.startsWith('/admin/') || doors.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page, and back to `next` afterwards. */
export const signInPath = (next?: string) => `/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`;
