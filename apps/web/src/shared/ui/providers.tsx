'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Direction } from 'radix-ui';
import { useState, type ReactNode } from 'react';

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal is an answer; only what didn't arrive is asked again.
        retry: (count, error) =>
          count < 2 && !(typeof error === 'object' && error !== null && 'code' in error),
        refetchOnWindowFocus: true,
      },
    },
  });
}

/** What every page with client parts stands in: queries, and the direction for Radix. */
export function Providers({ dir, children }: { dir: 'ltr' | 'rtl'; children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <Direction.Provider dir={dir}>{children}</Direction.Provider>
    </QueryClientProvider>
  );
}
