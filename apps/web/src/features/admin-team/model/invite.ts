import { z } from 'zod';
import type { Locale } from '@/shared/i18n/locales';
import type { Plan } from './plan';

export type InviteForm = {
  email: string;
  full_name: string;
  title: string;
  /** What the mail is written in. */
  locale: Locale;
  role: 'manager' | 'admin';
  plan: Plan;
};

export const emptyInvite = (locale: Locale): InviteForm => ({
  email: '',
  full_name: '',
  title: '',
  locale,
  role: 'manager',
  plan: {},
});

export function isEmpty({ email, full_name, title, plan }: InviteForm): boolean {
  return !email && !full_name && !title && Object.keys(plan).length === 0;
}

/** Codes of messages by field. Someone without any permission can sign in and be given some later. */
export function checkInvite({ email, full_name }: InviteForm): Record<string, string> {
  const found: Record<string, string> = {};
  if (full_name.trim() === '') found.full_name = 'name_required';
  if (!z.email().safeParse(email.trim()).success) found.email = 'email_invalid';
  return found;
}
