import 'server-only';
import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import {
  getAdminMe,
  getStore,
  previewInvitation,
  type AdminMe,
  type InvitationPreview,
} from '@/shared/api/generated';
import { ApiError, bearer, unwrap, unwrapOrNull } from '@/shared/api/server';
import type { Locale } from '@/shared/i18n/locales';
import { loadRegions } from '@/shared/store/server';
import { adminPath, signInPath } from './model/paths';
import type { StaffRegion } from './model/regions';
import { mayOpen, type SectionKey } from './model/sections';

/** Who is signed in, asked at most once per request; revoked sessions and permissions count at once. */
export const loadStaff = cache(async (): Promise<AdminMe | 'signed_out' | 'not_staff'> => {
  const authorization = await bearer('staff');
  if (!authorization) return 'signed_out';
  const answer = await getAdminMe({ headers: authorization });
  if (answer.response?.status === 401) return 'signed_out';
  if (answer.response?.status === 403) return 'not_staff';
  return unwrap(answer);
});

/** The member of staff at work; anyone else is sent to the sign-in page, or told that this isn't for them. */
export async function requireStaff(locale: Locale): Promise<AdminMe> {
  const staff = await loadStaff();
  if (staff === 'signed_out') {
    const asked = await headers();
    redirect(signInPath(locale, `${asked.get('x-pathname') ?? ''}${asked.get('x-search') ?? ''}`));
  }
  if (staff === 'not_staff') forbidden();
  return staff;
}

/** Whether nothing but setting up the second step is open to them. */
export const mustEnrol = ({ totp }: AdminMe) => totp.required && !totp.enrolled;

/** The same, of whom the shop has everything it asks of its staff: others are led to where they give it. */
export async function requireReadyStaff(locale: Locale): Promise<AdminMe> {
  const staff = await requireStaff(locale);
  if (mustEnrol(staff)) redirect(adminPath(locale, '/two-step'));
  return staff;
}

/** The guard of a section's pages: call it first in every one of them. */
export async function requireSection(locale: Locale, section: SectionKey): Promise<AdminMe> {
  const staff = await requireReadyStaff(locale);
  if (!mayOpen(staff.permissions, section)) forbidden();
  return staff;
}

/** Bearer header for reading on behalf of the staff; only behind `requireStaff`. */
export async function staffBearer(): Promise<{ Authorization: string }> {
  const authorization = await bearer('staff');
  if (!authorization) throw new ApiError(401, null);
  return authorization;
}

/** The regions as the panel shows them. */
export const loadStaffRegions = cache(async (): Promise<StaffRegion[]> => {
  const stores = await Promise.all(
    (await loadRegions()).map(async ({ slug }) => unwrapOrNull(await getStore({ path: { region: slug } }))),
  );
  return stores
    .filter((store) => store !== null)
    .map(({ slug, country, name, time_zone, address_fields }) => ({
      slug,
      country,
      name,
      timeZone: time_zone,
      addressFields: address_fields.map(({ key, label }) => ({ key, label })),
    }));
});

/** What an invitation is about; null when its link is used up, too old or no link at all. */
export async function loadInvitation(token: string): Promise<InvitationPreview | null> {
  if (token === '') return null;
  const answer = await previewInvitation({ body: { token } });
  const isGone = answer.response?.status === 410 || answer.response?.status === 422;
  return isGone ? null : unwrap(answer);
}
