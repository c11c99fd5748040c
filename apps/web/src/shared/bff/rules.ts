/** Which secret of the visitor a request of the browser may be given on its way to the API. */
export type Secret = 'none' | 'cart' | 'new_cart' | 'customer' | 'staff';

const rules: { methods: string[]; path: RegExp; secret: Secret }[] = [
  { methods: ['GET'], path: /^\/v1\/regions$/, secret: 'none' },
  { methods: ['POST'], path: /^\/v1\/stores\/[a-z0-9-]+\/carts$/, secret: 'new_cart' },
  { methods: ['GET'], path: /^\/v1\/stores\/[a-z0-9-]+(\/[^/]+){0,2}$/, secret: 'none' },
  {
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    path: /^\/v1\/carts\/current(\/[^/]+){0,2}$/,
    secret: 'cart',
  },
  { methods: ['GET'], path: /^\/v1\/orders\/[^/]+$/, secret: 'customer' },
  { methods: ['GET'], path: /^\/v1\/me(\/[^/]+)*$/, secret: 'customer' },
  { methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], path: /^\/v1\/admin(\/[^/]+)+$/, secret: 'staff' },
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

/** The region a new cart is for, out of its API path. */
export function regionOfNewCart(path: string): string {
  return path.split('/')[3] ?? '';
}

/** A region's slug as the browser names it in `Store-Region`, or null when it can't be one. */
export function regionSlug(value: string | null): string | null {
  return value && /^[a-z0-9-]{1,20}$/.test(value) ? value : null;
}
