'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCart } from '../api/use-cart';

/** How much is in the bag, as a number and in words. */
export function BagCount({ children }: { children: (count: number, label: string) => ReactNode }) {
  const t = useTranslations('store.nav');
  const count = useCart().data?.item_count ?? 0;
  return children(count, t('bag_count', { count }));
}
