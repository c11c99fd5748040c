import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { ConfirmLink } from '@/features/account';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.auth'))('confirm_change'), robots: { index: false } };
}

export default async function Page({ searchParams }: PageProps<'/[region]/[locale]/confirm-email'>) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || !token) notFound();
  return (
    <div className="container-page pt-12 md:pt-20">
      <ConfirmLink kind="change" token={token} />
    </div>
  );
}
