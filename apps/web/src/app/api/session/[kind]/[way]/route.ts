import type { NextRequest } from 'next/server';
import { signInBy } from '@/shared/bff/sign-in';

type Context = { params: Promise<{ kind: string; way: string }> };

/** Every other way in: a new account, a code by phone, an invitation. */
export async function POST(request: NextRequest, { params }: Context) {
  const { kind, way } = await params;
  return signInBy(request, kind, way);
}
