'use client';

import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from '@/shared/ui/toast';
import type { AddLineInput, Cart, UpdateLineInput } from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { useBag, useBagActions } from '../model/bag';

/** What speaks to the API is fetched with the first need for it: most pages are read without a bag. */
const calls = () => import('./calls');

/** Fetches it ahead, where it will soon be needed. */
export const prepareCart = () => void calls();

export const cartKey = (region: string) => ['cart', region] as const;

/** Every change of the bag waits for the one before, so that answers arrive in order. */
const scope = { id: 'cart' };

const gone = new Set(['cart_token_missing', 'cart_not_found', 'cart_ordered']);

/** Shows the answer to a change. A reading that set out before it knows less and must not arrive on top of it. */
export async function setCart(client: QueryClient, cart: Cart): Promise<void> {
  const queryKey = cartKey(cart.region);
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, cart);
}

/** The bag; null when there is none yet. */
export function useCart() {
  const { region } = useStore();
  const { hasCart } = useBag();
  const { setHasCart } = useBagActions();
  const t = useTranslations('store.bag');
  return useQuery({
    queryKey: cartKey(region),
    enabled: hasCart,
    queryFn: async ({ signal }): Promise<Cart | null> => {
      try {
        const { getCart } = await calls();
        return (await getCart({ signal, throwOnError: true })).data;
      } catch (error) {
        const { code } = toProblem(error);
        if (!gone.has(code)) throw error;
        setHasCart(false);
        toast.info(t(code === 'cart_ordered' ? 'ordered' : 'expired'));
        return null;
      }
    },
  });
}

/** Puts something into the bag, opening one first when there is none (any more). */
export function useAddLine() {
  const client = useQueryClient();
  const { region } = useStore();
  const { hasCart } = useBag();
  const { setHasCart } = useBagActions();

  async function add(line: AddLineInput): Promise<Cart> {
    const { addCartLine } = await calls();
    return (await addCartLine({ body: line, throwOnError: true })).data;
  }

  return useMutation({
    scope,
    mutationFn: async (line: AddLineInput) => {
      if (hasCart) {
        try {
          return await add(line);
        } catch (error) {
          if (!gone.has(toProblem(error).code)) throw error;
        }
      }
      const { createCart } = await calls();
      await createCart({ path: { region }, body: {}, throwOnError: true });
      setHasCart(true);
      return add(line);
    },
    onSuccess: (cart) => setCart(client, cart),
  });
}

function useCartMutation<Input>(mutationFn: (input: Input) => Promise<{ data: Cart }>) {
  const client = useQueryClient();
  const { region } = useStore();
  return useMutation({
    scope,
    mutationFn: async (input: Input) => (await mutationFn(input)).data,
    onSuccess: (cart) => setCart(client, cart),
    onError: (error) => {
      // The bag isn't what the page thinks: show it as it is.
      if (toProblem(error).status === 404) void client.invalidateQueries({ queryKey: cartKey(region) });
    },
  });
}

export const useUpdateLine = () =>
  useCartMutation(async ({ lineId, ...body }: UpdateLineInput & { lineId: string }) =>
    (await calls()).updateCartLine({ path: { line_id: lineId }, body, throwOnError: true }),
  );

export const useRemoveLine = () =>
  useCartMutation(async (lineId: string) =>
    (await calls()).removeCartLine({ path: { line_id: lineId }, throwOnError: true }),
  );

export const useApplyPromo = () =>
  useCartMutation(async (code: string) => (await calls()).applyPromo({ body: { code }, throwOnError: true }));

export const useRemovePromo = () =>
  useCartMutation<void>(async () => (await calls()).removePromo({ throwOnError: true }));
