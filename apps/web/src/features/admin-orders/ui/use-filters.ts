'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { parseFilters, toSearch, type OrderFilters } from '../model/filters';

/** The filters of the address, and ways to change it without asking the server for a new page. */
export function useFilters() {
  const params = useSearchParams();
  const pathname = usePathname();
  const filters = useMemo(() => parseFilters(new URLSearchParams(params)), [params]);
  const href = (to: OrderFilters) => pathname + toSearch(to);
  return {
    filters,
    href,
    /** A step of its own: the back button returns to the view before. */
    go: (to: OrderFilters) => window.history.pushState(null, '', href(to)),
    /** Every letter of a search as a step would bury the back button. */
    refine: (to: OrderFilters) => window.history.replaceState(null, '', href(to)),
  };
}
