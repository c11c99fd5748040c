import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { DailyReportPage } from '@/features/admin-payments';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.payments'))('tab_report') };
}

export default async function DailyReportRoute({ params }: PageProps<'/admin/[locale]/payments/report'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'payments');
  return <DailyReportPage />;
}
