import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { AlertsQueue } from '@/features/admin-payments';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.payments'))('tab_alerts') };
}

export default async function AlertsRoute({ params }: PageProps<'/admin/[locale]/payments/alerts'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'payments');
  return <AlertsQueue />;
}
