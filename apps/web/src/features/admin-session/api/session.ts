import type { AcceptInvitationInput, Account, SignInInput } from '@/shared/api/generated';

const session = '/api/session/staff';

async function begin(path: string, input: unknown): Promise<Account> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw body;
  return body as Account;
}

/** Signs in; the session itself stays in a cookie that no script can read. Throws the API's problem. */
export const signInStaff = (input: SignInInput) => begin(session, input);

/** Makes an invitation an account and signs in with it. Throws the API's problem. */
export const acceptInvitation = (input: AcceptInvitationInput) => begin(`${session}/invitation`, input);

/** Ends the session here and at the API, then leaves the panel with everything it held in memory. */
export async function signOutStaff(to: string): Promise<void> {
  await fetch(session, { method: 'DELETE' });
  window.location.assign(to);
}
