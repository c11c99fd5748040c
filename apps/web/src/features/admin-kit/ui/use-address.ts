'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';

/**
 * The state of a list as its address has it, and ways to change it without asking the server for a new page. Give it
 * functions that live outside the component.
 */
export function useAddress<T>(parse: (params: URLSearchParams) => T, toSearch: (filters: T) => string) {
  const params = useSearchParams();
  const pathname = usePathname();
  const filters = useMemo(() => parse(new URLSearchParams(params)), [params, parse]);
  const href = (to: T) => pathname + toSearch(to);
  return {
    filters,
    href,
    /** A step of its own: the back button returns to the view before. */
    go: (to: T) => window.history.pushState(null, '', href(to)),
    /** Every letter of a search as a step would bury the back button. */
    refine: (to: T) => window.history.replaceState(null, '', href(to)),
  };
}
