import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MyWishlist } from '@/features/account';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.wishlist'))('title'), robots: { index: false } };
}

/** Guests have wishes, too: those of their device. */
export default function Page() {
  return <MyWishlist />;
}
