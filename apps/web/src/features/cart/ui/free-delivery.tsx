'use client';

import { Truck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CartTotals } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';

/** How far the bag is from free delivery; nothing where there is no such thing. */
export function FreeDelivery({ totals }: { totals: CartTotals }) {
  const t = useTranslations('store.bag');
  const { money } = useStore();
  const remaining = totals.free_shipping_remaining;
  if (!remaining) return null;
  const reached = remaining.minor === 0;
  const paid = totals.subtotal.minor - totals.discount.minor;
  const share = reached ? 100 : Math.max(4, Math.round((paid / (paid + remaining.minor)) * 100));

  return (
    <div className="rounded-card bg-cream px-4 py-3.5">
      <p className="flex items-center gap-2.5 text-sm">
        <Truck aria-hidden strokeWidth={1.5} className="size-5 shrink-0 text-gold-deep rtl:-scale-x-100" />
        {reached ? t('free_reached') : t('free_remaining', { amount: money(remaining) })}
      </p>
      <span aria-hidden className="mt-2.5 block h-1 overflow-hidden rounded-full bg-sand">
        <span
          className="block h-full rounded-full bg-gold transition-[width] duration-200"
          style={{ width: `${share}%` }}
        />
      </span>
    </div>
  );
}
