import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OrderDetail } from '@/features/admin-orders';
import { loadStaffOrder } from '@/features/admin-orders/server';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

type Props = PageProps<'/admin/[locale]/orders/[id]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  if (!isLocale(locale)) return {};
  await requireSection(locale, 'orders');
  return { title: (await loadStaffOrder(id))?.code };
}

export default async function OrderPage({ params }: Props) {
  const { locale, id } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'orders');
  const order = await loadStaffOrder(id);
  if (!order) notFound();
  return <OrderDetail initial={order} />;
}
