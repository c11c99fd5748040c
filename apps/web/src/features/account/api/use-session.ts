'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { Account, SignInInput } from '@/shared/api/generated';

async function call(method: 'POST' | 'DELETE', body?: SignInInput): Promise<Response> {
  const answer = await fetch('/api/session/customer', {
    method,
    headers: body && { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw await answer.json();
  return answer;
}

/** Signs in; the page is then drawn again for its owner. */
export function useSignIn() {
  const router = useRouter();
  return useMutation({
    mutationFn: async (input: SignInInput) => (await (await call('POST', input)).json()) as Account,
    onSuccess: () => router.refresh(),
  });
}

export function useSignOut() {
  const router = useRouter();
  return useMutation({ mutationFn: () => call('DELETE'), onSuccess: () => router.refresh() });
}
