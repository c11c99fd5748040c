'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useStore } from '@/shared/store/context';
import { useIsSignedIn } from '@/shared/store/visitor';
import type { DeviceWish } from '../model/device';
import type { Wish } from './wishes';

function useWishQuery() {
  const isSignedIn = useIsSignedIn();
  const { region } = useStore();
  return {
    isSignedIn,
    queryKey: ['wishes', isSignedIn, region],
    staleTime: 5 * 60_000,
    // Hearts are on every shelf: what they do is fetched after the page is there.
    queryFn: async () => (await import('./wishes')).loadWishes(isSignedIn, region),
  };
}

/** All wishes, newest first. */
export function useWishes() {
  const { isSignedIn, ...query } = useWishQuery();
  return { isSignedIn, ...useQuery(query) };
}

/** Whether a gift is wished for, and the way to change that: at once on the page, taken back when it fails. */
export function useWish(wish: DeviceWish) {
  const { isSignedIn, ...query } = useWishQuery();
  const client = useQueryClient();
  const { data: isWished = false } = useQuery({
    ...query,
    select: (wishes: Wish[]) => wishes.some(({ id }) => id === wish.id),
  });

  async function toggle(): Promise<boolean> {
    const { queryKey } = query;
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData<Wish[]>(queryKey) ?? [];
    const others = before.filter(({ id }) => id !== wish.id);
    client.setQueryData<Wish[]>(queryKey, isWished ? others : [wish, ...others]);
    try {
      await (await import('./wishes')).saveWish(isSignedIn, wish, !isWished);
    } catch (error) {
      client.setQueryData(queryKey, before);
      throw error;
    }
    return !isWished;
  }
  return { isWished, toggle };
}
