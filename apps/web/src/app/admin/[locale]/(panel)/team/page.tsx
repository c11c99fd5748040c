import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { TeamList } from '@/features/admin-team';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.nav'))('team') };
}

export default async function TeamPage({ params }: PageProps<'/admin/[locale]/team'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'team');
  return <TeamList />;
}
