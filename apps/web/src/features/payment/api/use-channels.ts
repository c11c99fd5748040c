'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { listPaymentChannels, type Money, type PaymentChannel } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';

const fresh = 5 * 60_000;
const applePay = 'ap';

type ApplePay = { ApplePaySession?: { canMakePayments(): boolean } };

/** Only Apple's own devices can show its sheet; what they say doesn't change while the page is open. */
function hasApplePay(): boolean {
  try {
    return Boolean((window as ApplePay).ApplePaySession?.canMakePayments());
  } catch {
    // Refused where the page isn't secure.
    return false;
  }
}

const never = () => () => {};

/** The ways to pay `amount` online that work on this device. */
export function useChannels(
  amount: Money,
  { enabled = true, first }: { enabled?: boolean; first?: PaymentChannel[] } = {},
) {
  const { region } = useStore();
  const withApplePay = useSyncExternalStore(never, hasApplePay, () => false);
  const { data, isError, refetch } = useQuery({
    queryKey: ['payment-channels', region, amount.minor],
    enabled: enabled && amount.minor > 0,
    initialData: first,
    placeholderData: keepPreviousData,
    staleTime: fresh,
    queryFn: async ({ signal }) =>
      (
        await listPaymentChannels({
          path: { region },
          query: { amount_minor: amount.minor },
          signal,
          throwOnError: true,
        })
      ).data.items,
  });
  const channels = useMemo(
    () => data?.filter(({ code }) => code !== applePay || withApplePay),
    [data, withApplePay],
  );
  return { channels, isError: isError && !channels, refetch };
}
