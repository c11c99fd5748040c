'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useBag } from '@/features/cart';
import { listDeliveryDays, quoteCart, type PaymentMethod } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';

/** What of the form moves the price or what can be had. */
export type Choices = { zone: string; delivery_date: string; payment_method: PaymentMethod };

export const quoteKey = (region: string, choices?: Choices) => [
  'quote',
  region,
  ...(choices ? [choices] : []),
];

/** The bag priced for these choices; the last quote stays while the next is on its way. */
export function useQuote(choices: Choices) {
  const { region } = useStore();
  const { hasCart } = useBag();
  return useQuery({
    queryKey: quoteKey(region, choices),
    enabled: hasCart,
    placeholderData: keepPreviousData,
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (
        await quoteCart({
          body: {
            payment_method: choices.payment_method,
            ...(choices.zone && { zone: choices.zone }),
            ...(choices.delivery_date && { delivery_date: choices.delivery_date }),
          },
          signal,
          throwOnError: true,
        })
      ).data,
  });
}

/** The days one can choose from in a zone for goods that take so long, with the reason where one can't. */
export function useDeliveryDays(zone: string, leadDays: number) {
  const { region } = useStore();
  return useQuery({
    queryKey: ['delivery-days', region, zone, leadDays],
    enabled: zone !== '',
    queryFn: async ({ signal }) =>
      (
        await listDeliveryDays({
          path: { region },
          query: { zone, lead_days: leadDays },
          signal,
          throwOnError: true,
        })
      ).data.items,
  });
}
