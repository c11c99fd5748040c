import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CustomerPage } from '@/features/admin-customers';
import { loadCustomer } from '@/features/admin-customers/server';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

type Props = PageProps<'/admin/[locale]/customers/[id]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  if (!isLocale(locale)) return {};
  await requireSection(locale, 'customers');
  return { title: (await loadCustomer(id))?.full_name };
}

export default async function CustomerDetailPage({ params }: Props) {
  const { locale, id } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'customers');
  const customer = await loadCustomer(id);
  if (!customer) notFound();
  return <CustomerPage initial={customer} />;
}
