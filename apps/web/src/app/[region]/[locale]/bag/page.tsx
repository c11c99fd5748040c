import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BagPage } from '@/features/cart';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.bag'))('title'), robots: { index: false } };
}

export default function Page() {
  return (
    <div className="container-page pt-10 md:pt-14">
      <BagPage />
    </div>
  );
}
