import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CustomersList } from '@/features/admin-customers';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.nav'))('customers') };
}

export default async function CustomersPage({ params }: PageProps<'/admin/[locale]/customers'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'customers');
  const t = await getTranslations('admin.customers');
  return (
    <>
      <h1 className="mb-3 display text-display-3">{t('title')}</h1>
      <CustomersList />
    </>
  );
}
