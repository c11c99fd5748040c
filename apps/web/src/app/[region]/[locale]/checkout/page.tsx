import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CheckoutPage } from '@/features/checkout';
import { loadStore } from '@/shared/store/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.checkout'))('title'), robots: { index: false } };
}

export default async function Page({ params }: PageProps<'/[region]/[locale]/checkout'>) {
  const store = await loadStore((await params).region);
  if (!store) notFound();
  return (
    <div className="container-page pt-10 md:pt-14">
      <CheckoutPage store={store} />
    </div>
  );
}
