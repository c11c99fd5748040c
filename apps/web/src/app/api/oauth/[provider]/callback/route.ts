import { NextResponse, type NextRequest } from 'next/server';
import { siteOrigin } from '@/shared/api/server';
import { secretCookie } from '@/shared/bff/cookies';
import {
  attemptCookie,
  nameToldBeside,
  oauthPath,
  pack,
  proofAge,
  proofCookie,
  sameState,
  unpackAttempt,
} from '@/shared/bff/oauth';
import { signInPath } from '@/shared/store/next';
import { storePath } from '@/shared/store/paths';

type Context = { params: Promise<{ provider: string }> };

/**
 * Takes the provider's answer. It comes from another site, so our session cookies are not with it; it is believed
 * only with the state of the cookie this browser was sent away with, and used one redirect later (`finish`).
 */
export async function POST(request: NextRequest, { params }: Context) {
  const { provider } = await params;
  const attempt = unpackAttempt(request.cookies.get(attemptCookie)?.value, provider);
  const origin = await siteOrigin();
  const form = await request.formData().catch(() => new FormData());
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : null;
  };
  const to = (path: string) => NextResponse.redirect(origin + path, 303);

  if (!attempt) return to('/');
  const idToken = text('id_token');
  const cancelled = text('error') !== null;
  if (!sameState(attempt, text('state') ?? '') || cancelled || !idToken) {
    const page = storePath(attempt.region, attempt.locale, signInPath(attempt.next));
    const response = to(`${page}&problem=${cancelled ? 'cancelled' : 'id_token_invalid'}`);
    response.cookies.delete({ name: attemptCookie, path: oauthPath });
    return response;
  }
  const response = to(`${oauthPath}/${provider}/finish`);
  const proof = { id_token: idToken, full_name: nameToldBeside(text('user')) };
  response.cookies.set(proofCookie, pack(proof), {
    ...secretCookie(request),
    path: oauthPath,
    maxAge: proofAge,
  });
  return response;
}
