import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { AuditLog } from '@/features/admin-audit';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.nav'))('audit') };
}

export default async function AuditPage({ params }: PageProps<'/admin/[locale]/audit'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'audit');
  const t = await getTranslations('admin.audit');
  return (
    <>
      <h1 className="mb-3 display text-display-3">{t('title')}</h1>
      <AuditLog />
    </>
  );
}
