'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ProductPage } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { toApiQuery, toSearch, type Filters } from '../model/filters';

/**
 * The shelf for these filters, page by page. `first` is what the server already fetched, for the filters it saw.
 * Pages stay in memory, so coming back from a product finds the list as long as it was left.
 */
export function useProducts(filters: Filters, first: { filters: Filters; page: ProductPage }) {
  const { region } = useStore();
  const key = toSearch(filters);
  return useInfiniteQuery({
    queryKey: ['products', region, key],
    queryFn: async ({ pageParam, signal }) => {
      // The first page is in the page: what fetches the next ones comes with the first need for it.
      const { listProducts } = await import('./calls');
      const query = toApiQuery(filters, pageParam);
      return (await listProducts({ path: { region }, query, signal, throwOnError: true })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: key === toSearch(first.filters) ? { pages: [first.page], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
