import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { BooksPage } from '@/features/admin-payments';
import { requireSection } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.payments'))('tab_books') };
}

export default async function BooksRoute({ params }: PageProps<'/admin/[locale]/payments/books'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  await requireSection(locale, 'payments');
  return <BooksPage />;
}
