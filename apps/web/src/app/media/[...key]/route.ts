import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import { apiUrl } from '@/shared/api/server';
import { downstreamHeaders, upstreamHeaders } from '@/shared/bff/headers';
import { problemAnswer } from '@/shared/bff/problems';
import { apiPath } from '@/shared/bff/rules';

/** Pictures come from the API's store, under our own origin. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ key: string[] }> }) {
  const path = apiPath((await params).key);
  if (!path) return problemAnswer('not_found');
  let answer: Response;
  try {
    answer = await fetch(`${apiUrl()}/media${path}`, {
      headers: upstreamHeaders(request.headers),
      cache: 'no-store',
    });
  } catch {
    return problemAnswer('upstream_unavailable');
  }
  const headers = downstreamHeaders(answer.headers, false);
  // An SVG opened on its own is a document: it may style itself and nothing more.
  headers.set(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  );
  return new NextResponse(answer.status === 304 ? null : answer.body, { status: answer.status, headers });
}
