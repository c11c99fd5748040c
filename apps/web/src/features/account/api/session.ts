import type { Account } from '@/shared/api/generated';

export type Way = 'sign-in' | 'sign-up' | 'phone';

/** Signs in; the session itself stays in cookies that no script can read. Throws the API's problem. */
export async function enter(way: Way, input: object): Promise<Account> {
  const answer = await fetch(`/api/session/customer/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw body;
  return body as Account;
}

/** Ends the session, then leaves with everything that the page held in memory. */
export async function leave(to: string): Promise<void> {
  await fetch('/api/session/customer', { method: 'DELETE' });
  window.location.assign(to);
}
