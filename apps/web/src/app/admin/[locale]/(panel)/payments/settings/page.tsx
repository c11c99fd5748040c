import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { PaymentSettingsPage } from '@/features/admin-payments';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.payments'))('tab_settings') };
}

export default async function PaymentSettingsRoute({
  params,
}: PageProps<'/admin/[locale]/payments/settings'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'payments');
  return <PaymentSettingsPage />;
}
