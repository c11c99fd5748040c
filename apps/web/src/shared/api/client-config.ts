import type { CreateClientConfig } from './generated/client.gen';

const onServer = typeof window === 'undefined';

/**
 * Where the generated client sends its requests: the server goes straight to the API, a browser only ever
 * talks to its own origin, whose route handlers add the secrets (see `app/api/bff`). They need to know the
 * region, because each region has its own bag (it is the first part of every store address), and in the panel that
 * "me" is the member of staff.
 */
export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: onServer ? (process.env.API_URL ?? 'http://127.0.0.1:8080') : '/api/bff',
  ...(onServer
    ? { cache: 'no-store' as const }
    : {
        fetch: (input: RequestInfo | URL, init?: RequestInit) => {
          const request = new Request(input, init);
          const place = window.location.pathname.split('/')[1] ?? '';
          if (place === 'admin') request.headers.set('session-kind', 'staff');
          else request.headers.set('store-region', place);
          // Writes without a body carry no type, but the route handlers take only JSON ones (see `shared/bff/csrf`).
          if (request.method !== 'GET' && !request.headers.has('content-type')) {
            request.headers.set('content-type', 'application/json');
          }
          return globalThis.fetch(request);
        },
      }),
});
