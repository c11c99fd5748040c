/**
 * Whether a request comes from a page of this site. Browsers say so in `Sec-Fetch-Site`; older ones only in
 * `Origin`. Writes must also be JSON, which no form of another site can send without a preflight.
 */
export function isOwnRequest(method: string, headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (method === 'GET' || method === 'HEAD')
    return site === null || site === 'same-origin' || site === 'none';
  if (site !== null ? site !== 'same-origin' : !sameOrigin(headers)) return false;
  const type = headers.get('content-type');
  return type === null ? method === 'DELETE' : /^application\/json\b/i.test(type);
}

function sameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  try {
    return origin !== null && host !== null && new URL(origin).host === host;
  } catch {
    return false;
  }
}
