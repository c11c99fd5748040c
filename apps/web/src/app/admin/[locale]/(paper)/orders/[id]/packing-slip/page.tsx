import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { PackingSlip } from '@/features/admin-orders';
import { loadStaffOrder } from '@/features/admin-orders/server';
import { StaffProvider } from '@/features/admin-session';
import { loadStaffRegions, requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.slip'))('title') };
}

/** Outside the panel's frame: only the sheet goes to the printer. */
export default async function PackingSlipPage({
  params,
}: PageProps<'/admin/[locale]/orders/[id]/packing-slip'>) {
  const { locale, id } = await params;
  if (!isLocale(locale)) notFound();
  const me = await requireSection(locale, 'orders');
  const [order, regions] = await Promise.all([loadStaffOrder(id), loadStaffRegions()]);
  if (!order) notFound();
  return (
    <StaffProvider me={me} locale={locale} regions={regions}>
      <PackingSlip order={order} />
    </StaffProvider>
  );
}
