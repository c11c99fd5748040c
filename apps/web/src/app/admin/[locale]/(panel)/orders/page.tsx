import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { OrdersList } from '@/features/admin-orders';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.nav'))('orders') };
}

export default async function OrdersPage({ params }: PageProps<'/admin/[locale]/orders'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'orders');
  const t = await getTranslations('admin.orders');
  return (
    <>
      <h1 className="mb-3 display text-display-3">{t('title')}</h1>
      <OrdersList />
    </>
  );
}
