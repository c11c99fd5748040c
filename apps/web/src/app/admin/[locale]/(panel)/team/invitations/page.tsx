import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { InvitationsList } from '@/features/admin-team';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.team'))('invitations') };
}

export default async function InvitationsPage({ params }: PageProps<'/admin/[locale]/team/invitations'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'team');
  return <InvitationsList />;
}
