'use client';

import { useQuery } from '@tanstack/react-query';
import { getOrder, type Order } from '@/shared/api/generated';
import { isFinal } from '../model/steps';

/** An order, asked for again every half minute until nothing more will happen to it. */
export function useOrder(first: Order, linkToken: string | undefined) {
  return useQuery({
    queryKey: ['order', first.code, linkToken],
    initialData: first,
    queryFn: async ({ signal }) =>
      (
        await getOrder({
          path: { code: first.code },
          headers: linkToken ? { 'Order-Token': linkToken } : {},
          signal,
          throwOnError: true,
        })
      ).data,
    refetchInterval: ({ state }) => (state.data && isFinal(state.data.status) ? false : 30_000),
  });
}
