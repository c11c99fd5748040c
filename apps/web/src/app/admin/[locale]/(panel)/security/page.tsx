import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { SecurityPage } from '@/features/admin-security';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.nav'))('security') };
}

export default async function OwnSecurityPage({ params }: PageProps<'/admin/[locale]/security'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'security');
  const t = await getTranslations('admin.security');
  return (
    <>
      <h1 className="mb-3 display text-display-3">{t('title')}</h1>
      <SecurityPage />
    </>
  );
}
