import type { SessionKind } from './cookies';

/**
 * Which secret of the visitor a request of the browser may be given on its way to the API. `own` is the session of
 * whoever uses the page: the customer's in the store, the staff's in the panel. `order` is the customer's session and
 * the secret of the order's link, as far as this browser has it.
 */
export type Secret = 'none' | 'cart' | 'new_cart' | 'order' | 'staff' | 'own';

const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];

// Whatever answers with tokens isn't here: signing in and up has routes of its own, which keep them (`api/session`).
const rules: { methods: string[]; path: RegExp; secret: Secret }[] = [
  { methods: ['GET'], path: /^\/v1\/regions$/, secret: 'none' },
  { methods: ['GET'], path: /^\/v1\/address-schemas\/[a-zA-Z]{2}$/, secret: 'none' },
  { methods: ['POST'], path: /^\/v1\/stores\/[a-z0-9-]+\/carts$/, secret: 'new_cart' },
  { methods: ['GET'], path: /^\/v1\/stores\/[a-z0-9-]+(\/[^/]+){0,2}$/, secret: 'none' },
  { methods: ['GET', ...writes], path: /^\/v1\/carts\/current(\/[^/]+){0,2}$/, secret: 'cart' },
  { methods: ['GET'], path: /^\/v1\/orders\/[^/]+(\/payment)?$/, secret: 'order' },
  { methods: ['POST'], path: /^\/v1\/orders\/[^/]+\/(payments|switch-to-cash)$/, secret: 'order' },
  { methods: ['GET'], path: /^\/v1\/auth\/options$/, secret: 'none' },
  {
    methods: ['POST'],
    path: /^\/v1\/auth\/(phone\/code|forgot-password|reset-password|verify-email|confirm-email-change|invitations\/preview)$/,
    secret: 'none',
  },
  { methods: ['GET', ...writes], path: /^\/v1\/me(\/[^/]+){0,3}$/, secret: 'own' },
  { methods: ['GET', ...writes], path: /^\/v1\/admin(\/[^/]+)+$/, secret: 'staff' },
];

/**
 * The API path for the segments a browser asked for, each encoded again; null when a segment could climb out of
 * its place.
 */
export function apiPath(segments: readonly string[]): string | null {
  if (segments.some((s) => s === '' || s === '.' || s === '..' || s.includes('\\'))) return null;
  return '/' + segments.map(encodeURIComponent).join('/');
}

/** The secret for this request, or null when the browser may not ask for it at all. */
export function secretFor(method: string, path: string): Secret | null {
  return rules.find((rule) => rule.methods.includes(method) && rule.path.test(path))?.secret ?? null;
}

/**
 * Whose session goes along, if anyone's; `asked` is what the page says it is (`Session-Kind`). Bags go with the
 * customer's, so that what is ordered out of them is theirs.
 */
export function sessionFor(secret: Secret, asked: string | null): SessionKind | null {
  if (secret === 'none') return null;
  return secret === 'staff' || (secret === 'own' && asked === 'staff') ? 'staff' : 'customer';
}

/** The region a new cart is for, out of its API path. */
export function regionOfNewCart(path: string): string {
  return path.split('/')[3] ?? '';
}

/** The code of the order a request is about, out of its API path. */
export function orderOf(path: string): string {
  return path.split('/')[3] ?? '';
}

/** A region's slug as the browser names it in `Store-Region`, or null when it can't be one. */
export function regionSlug(value: string | null): string | null {
  return value && /^[a-z0-9-]{1,20}$/.test(value) ? value : null;
}
