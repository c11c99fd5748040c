'use client';

import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { staffCall } from '@/features/admin-session';
import {
  addOrderNote,
  getAdminOrder,
  listAdminOrders,
  transitionOrder,
  type AdminOrder,
  type TransitionInput,
} from '@/shared/api/generated';
import { toQuery, type OrderFilters } from '../model/filters';
import { openStatuses } from '../model/status';

const lists = ['admin', 'orders'] as const;
const orderKey = (id: string) => ['admin', 'order', id] as const;

/** New orders come in while somebody looks: a list refreshes itself as long as its page is in front. */
const everyMinute = 60_000;

export function useOrders(filters: OrderFilters) {
  const query = toQuery(filters);
  return useQuery({
    queryKey: [...lists, query],
    queryFn: ({ signal }) => staffCall(listAdminOrders({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
    refetchInterval: everyMinute,
  });
}

/** A few orders for a text, for the command palette. */
export function useOrderSearch(q: string, isEnabled: boolean) {
  const query = { q, limit: 5 };
  return useQuery({
    queryKey: [...lists, query],
    enabled: isEnabled && q.length > 1,
    queryFn: ({ signal }) => staffCall(listAdminOrders({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
  });
}

/** The latest orders, with the counts of all. */
export function useLatestOrders(limit: number) {
  const query = { sort: 'newest' as const, limit };
  return useQuery({
    queryKey: [...lists, query],
    queryFn: ({ signal }) => staffCall(listAdminOrders({ query, signal, throwOnError: true })),
    refetchInterval: everyMinute,
  });
}

/** Per open status the orders with the nearest delivery days. */
export function useOpenOrders() {
  return useQueries({
    queries: openStatuses.map((status) => {
      const query = { status, sort: 'delivery_date' as const, limit: 100 };
      return {
        queryKey: [...lists, query],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          staffCall(listAdminOrders({ query, signal, throwOnError: true })),
        refetchInterval: everyMinute,
      };
    }),
  });
}

/** One order, begun with what the server already read for the page. */
export function useOrder(initial: AdminOrder) {
  return useQuery({
    queryKey: orderKey(initial.id),
    queryFn: ({ signal }) =>
      staffCall(getAdminOrder({ path: { id: initial.id }, signal, throwOnError: true })),
    initialData: initial,
    // Coming back to an order soon after must not show what a colleague has changed since.
    staleTime: 5_000,
    refetchInterval: everyMinute,
  });
}

/** Reads an order and all lists again: someone else was faster. */
export function useReloadOrder() {
  const client = useQueryClient();
  return (id: string) => {
    void client.invalidateQueries({ queryKey: orderKey(id) });
    void client.invalidateQueries({ queryKey: lists });
  };
}

function useOrderChange<Input>(change: (input: Input) => Promise<{ data: AdminOrder }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => staffCall(change(input)),
    onSuccess: (order) => {
      client.setQueryData(orderKey(order.id), order);
      void client.invalidateQueries({ queryKey: lists });
    },
  });
}

export const useMoveOrder = () =>
  useOrderChange(({ id, key, body }: { id: string; key: string; body: TransitionInput }) =>
    transitionOrder({ path: { id }, headers: { 'Idempotency-Key': key }, body, throwOnError: true }),
  );

export const useAddNote = () =>
  useOrderChange(({ id, key, text }: { id: string; key: string; text: string }) =>
    addOrderNote({ path: { id }, headers: { 'Idempotency-Key': key }, body: { text }, throwOnError: true }),
  );
