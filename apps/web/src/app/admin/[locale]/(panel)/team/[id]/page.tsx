import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MemberPage } from '@/features/admin-team';
import { loadTeamMember } from '@/features/admin-team/server';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

type Props = PageProps<'/admin/[locale]/team/[id]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  if (!isLocale(locale)) return {};
  await requireSection(locale, 'team');
  return { title: (await loadTeamMember(id))?.full_name };
}

export default async function TeamMemberPage({ params }: Props) {
  const { locale, id } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'team');
  const member = await loadTeamMember(id);
  if (!member) notFound();
  return <MemberPage initial={member} />;
}
