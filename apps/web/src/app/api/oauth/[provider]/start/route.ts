import { NextResponse, type NextRequest } from 'next/server';
import { apiUrl, siteOrigin } from '@/shared/api/server';
import { isOwnRequest } from '@/shared/bff/csrf';
import {
  attemptAge,
  attemptCookie,
  authorizeAddress,
  isProvider,
  newAttempt,
  oauthPath,
  pack,
} from '@/shared/bff/oauth';
import { problemAnswer } from '@/shared/bff/problems';

type Context = { params: Promise<{ provider: string }> };
type Options = Record<string, { client_id: string; authorize_url: string } | null | boolean>;

/** Sends the visitor to the provider, with a cookie that only the way back can be matched to. */
export async function GET(request: NextRequest, { params }: Context) {
  const { provider } = await params;
  if (!isProvider(provider)) return problemAnswer('not_found');
  if (!isOwnRequest('GET', request.headers)) return problemAnswer('forbidden_origin');

  let configured: Options[string] | undefined;
  try {
    const answer = await fetch(`${apiUrl()}/v1/auth/options`, { cache: 'no-store' });
    if (!answer.ok) return problemAnswer('upstream_unavailable');
    configured = ((await answer.json()) as Options)[provider];
  } catch {
    return problemAnswer('upstream_unavailable');
  }
  if (typeof configured !== 'object' || configured === null) return problemAnswer('not_found');

  const attempt = newAttempt(provider, request.nextUrl.searchParams);
  const redirectUri = `${await siteOrigin()}${oauthPath}/${provider}/callback`;
  const response = NextResponse.redirect(authorizeAddress(configured, attempt, redirectUri), 303);
  response.headers.set('cache-control', 'no-store');
  // The answer is a POST from the provider's site: only a cookie of this kind travels along (a browser takes
  // `Secure` ones from localhost, too).
  response.cookies.set(attemptCookie, pack(attempt), {
    httpOnly: true,
    secure: true,
    sameSite: 'none',
    path: oauthPath,
    maxAge: attemptAge,
  });
  return response;
}
