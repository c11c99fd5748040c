import type { Account, SignInInput } from '@/shared/api/generated';

const session = '/api/session/staff';

/** Signs in; the session itself stays in a cookie that no script can read. Throws the API's problem. */
export async function signInStaff(input: SignInInput): Promise<Account> {
  const answer = await fetch(session, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw body;
  return body as Account;
}

/** Ends the session here and at the API, then leaves the panel with everything it held in memory. */
export async function signOutStaff(to: string): Promise<void> {
  await fetch(session, { method: 'DELETE' });
  window.location.assign(to);
}
