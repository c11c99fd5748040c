import { NextResponse, type NextRequest } from 'next/server';
import { siteOrigin } from '@/shared/api/server';
import { sessionCookies } from '@/shared/bff/cookies';
import {
  attemptCookie,
  oauthPath,
  proofCookie,
  unpackAttempt,
  unpackProof,
  type Attempt,
  type Proof,
} from '@/shared/bff/oauth';
import { callApi, keepSession, needsRenewal, renew, settle, type Session } from '@/shared/bff/session';
import { signInPath } from '@/shared/store/next';
import { storePath } from '@/shared/store/paths';

type Context = { params: Promise<{ provider: string }> };

/** Hands the provider's proof to the API and leads on to where the visitor wanted to go. */
export async function GET(request: NextRequest, { params }: Context) {
  const attempt = unpackAttempt(request.cookies.get(attemptCookie)?.value, (await params).provider);
  const proof = unpackProof(request.cookies.get(proofCookie)?.value);
  const origin = await siteOrigin();
  if (!attempt || !proof) return NextResponse.redirect(`${origin}/`, 303);
  const response =
    attempt.purpose === 'sign_in'
      ? await signIn(request, attempt, proof, origin)
      : await reauthenticate(request, attempt, proof, origin);
  response.headers.set('cache-control', 'no-store');
  response.cookies.delete({ name: attemptCookie, path: oauthPath });
  response.cookies.delete({ name: proofCookie, path: oauthPath });
  return response;
}

async function signIn(request: NextRequest, attempt: Attempt, proof: Proof, origin: string) {
  const { provider, nonce, locale, region, next } = attempt;
  const body = { ...proof, nonce, locale, region };
  const answer = await callApi(request, `/v1/auth/${provider}`, body);
  if (!answer?.ok) {
    const code = await codeOf(answer);
    return NextResponse.redirect(
      `${origin}${storePath(region, locale, signInPath(next))}&problem=${code}`,
      303,
    );
  }
  const response = NextResponse.redirect(origin + next, 303);
  keepSession(request, response, 'customer', (await answer.json()) as Session);
  return response;
}

async function reauthenticate(request: NextRequest, attempt: Attempt, proof: Proof, origin: string) {
  const { provider, nonce, next } = attempt;
  const renewal = needsRenewal(request, 'customer') ? await renew(request, 'customer') : null;
  const token =
    renewal !== null && typeof renewal === 'object'
      ? renewal.access_token
      : request.cookies.get(sessionCookies.customer.access)?.value;
  const body = { provider, id_token: proof.id_token, nonce };
  const answer = await callApi(request, '/v1/me/reauthenticate', body, token);
  const to = new URL(next, origin);
  to.searchParams.set('confirmed', answer?.ok ? 'yes' : await codeOf(answer));
  const response = NextResponse.redirect(to, 303);
  settle(request, response, 'customer', renewal);
  return response;
}

async function codeOf(answer: Response | null): Promise<string> {
  const problem = (await answer?.json().catch(() => null)) as { code?: unknown } | null | undefined;
  return typeof problem?.code === 'string' && /^[a-z_]{1,40}$/.test(problem.code)
    ? problem.code
    : 'unavailable';
}
