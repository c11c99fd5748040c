/** What of the browser's request the API gets to see; secrets are added by the route, never by the browser. */
const passedUp = [
  'accept',
  'accept-language',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'order-token',
  'user-agent',
  'x-forwarded-for',
  'x-request-id',
];

const passedDown = [
  'cache-control',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'x-request-id',
  'content-disposition',
];

function only(names: readonly string[], from: Headers): Headers {
  const to = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
  return to;
}

/** The headers for the API. */
export function upstreamHeaders(from: Headers): Headers {
  return only(passedUp, from);
}

/** The headers for the browser; what was asked with a secret is never kept by a cache. */
export function downstreamHeaders(from: Headers, personal: boolean): Headers {
  const headers = only(passedDown, from);
  if (personal) headers.set('cache-control', 'no-store');
  return headers;
}
