import type { NextRequest } from 'next/server';
import { signInBy, signOut } from '@/shared/bff/sign-in';

type Context = { params: Promise<{ kind: string }> };

export async function POST(request: NextRequest, { params }: Context) {
  return signInBy(request, (await params).kind, 'sign-in');
}

export async function DELETE(request: NextRequest, { params }: Context) {
  return signOut(request, (await params).kind);
}
