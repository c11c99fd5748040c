import type { Browser, Page } from '@playwright/test';
import type {
  AuditPage,
  Invitation,
  InvitationInput,
  PermissionGrant,
  Session,
  TeamMemberDetail,
  TeamMemberPage,
} from '../../src/shared/api/generated';
import { messageTo, newEmail } from './account';
import { call, newName } from './api';
import type { Language, Say } from './messages';
import { openPanel, signInWith } from './panel';
import { ready } from './ready';
import { staffLogin } from './staff';

export const staffPassword = 'lilies behind the counter';

export type Colleague = { id: string; email: string; password: string; full_name: string; token: string };

/** The owner's hands without a browser. */
export async function owner() {
  const { access_token } = await call<Session>('POST', '/v1/auth/sign-in', { body: staffLogin() });
  const headers = { authorization: `Bearer ${access_token}` };
  return {
    headers,
    invite: (body: InvitationInput) => call<Invitation>('POST', '/v1/admin/invitations', { headers, body }),
    team: (q: string) =>
      call<TeamMemberPage>('GET', `/v1/admin/team?q=${encodeURIComponent(q)}`, { headers }),
    member: (id: string) => call<TeamMemberDetail>('GET', `/v1/admin/team/${id}`, { headers }),
    grant: async (id: string, grants: PermissionGrant[]) => {
      const { version } = await call<TeamMemberDetail>('GET', `/v1/admin/team/${id}`, { headers });
      await call('PUT', `/v1/admin/team/${id}/grants`, { headers, body: { grants, version } });
    },
    audit: (query: string) => call<AuditPage>('GET', `/v1/admin/audit${query}`, { headers }),
  };
}

/** Somebody who works here with exactly these permissions: invited, and with the link of the mail accepted. */
export async function newColleague(
  grants: PermissionGrant[],
  { role = 'manager', name = 'Samira' }: { role?: 'manager' | 'admin'; name?: string } = {},
): Promise<Colleague> {
  const email = newEmail();
  const full_name = newName(name);
  const { invite } = await owner();
  await invite({ email, full_name, title: 'Journeys', locale: 'en', role, grants });
  const { account, access_token } = await call<Session>('POST', '/v1/auth/invitations/accept', {
    body: { token: await invitationToken(email), password: staffPassword },
  });
  return { id: account.id, email, full_name, password: staffPassword, token: access_token };
}

/** The secret of the link in the newest mail to somebody who was invited. */
export async function invitationToken(email: string): Promise<string> {
  return new URL(await invitationLink(email)).searchParams.get('token') ?? '';
}

/** The link in the newest mail to somebody who was invited. */
export async function invitationLink(email: string): Promise<string> {
  const { links } = await messageTo(email);
  const link = links.find((one) => one.includes('/invitation?token='));
  if (!link) throw new Error(`The mail to ${email} has no invitation`);
  return link;
}

/** Somebody of the team at a screen of their own, signed in. */
export async function colleaguePage(
  browser: Browser,
  { say, language, watch }: { say: Say; language: Language; watch: (page: Page) => void },
  who: { email: string; password: string },
  path = '',
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  watch(page);
  await page.goto(`/admin/${language}/sign-in`);
  await signInWith(page, say, who);
  await page.waitForURL(new RegExp(`/admin/${language}$`));
  if (path) await openPanel(page, `/admin/${language}${path}`);
  else await ready(page.getByRole('main'));
  return page;
}
