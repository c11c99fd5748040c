'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { parseFilters, toSearch, type Filters } from './filters';

/**
 * The filters of the address, and a way to change them. A change shows at once; the address follows (Next tells
 * about it a moment later), and going back in history brings the old ones. `category` is the shelf's own, on a
 * category's page: it stays out of the query.
 */
export function useAddressFilters(category?: string): [Filters, (filters: Filters) => void] {
  const query = useSearchParams();
  const address = query.toString();
  const read = (): Filters => ({ ...parseFilters(query), ...(category && { category }) });
  const [state, setState] = useState(() => ({ address, filters: read() }));
  if (state.address !== address) setState({ address, filters: read() });

  function change(filters: Filters) {
    setState({ ...state, filters });
    // Only the query changes and the list is fetched by the page: no round trip for the page itself.
    const search = toSearch(category ? { ...filters, category: undefined } : filters);
    window.history.pushState(null, '', window.location.pathname + search);
  }
  return [state.filters, change];
}
