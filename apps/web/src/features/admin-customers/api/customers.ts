'use client';

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { staffCall } from '@/features/admin-session';
import {
  disableCustomer,
  enableCustomer,
  getCustomer,
  listCustomerOrders,
  listCustomers,
  revokeCustomerSessions,
  type Customer,
} from '@/shared/api/generated';
import { toQuery, type CustomerFilters } from '../model/filters';

const lists = ['admin', 'customers'] as const;
const customerKey = (id: string) => ['admin', 'customer', id] as const;

export function useCustomers(filters: CustomerFilters) {
  const query = toQuery(filters);
  return useQuery({
    queryKey: [...lists, query],
    queryFn: ({ signal }) => staffCall(listCustomers({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
  });
}

const readCustomer = (id: string, signal?: AbortSignal) =>
  staffCall(getCustomer({ path: { id }, signal, throwOnError: true }));

export function useCustomer(initial: Customer) {
  return useQuery({
    queryKey: customerKey(initial.id),
    queryFn: ({ signal }) => readCustomer(initial.id, signal),
    initialData: initial,
    staleTime: 5_000,
  });
}

/** Reads a customer again, and answers with what is true now: someone else was faster. */
export function useReloadCustomer() {
  const client = useQueryClient();
  return (id: string) =>
    client.fetchQuery({ queryKey: customerKey(id), queryFn: () => readCustomer(id), staleTime: 0 });
}

const ordersAtOnce = 10;

export function useCustomerOrders(id: string) {
  return useInfiniteQuery({
    queryKey: ['admin', 'orders', 'customer', id],
    queryFn: ({ pageParam, signal }) =>
      staffCall(
        listCustomerOrders({
          path: { id },
          query: { cursor: pageParam ?? undefined, limit: ordersAtOnce },
          signal,
          throwOnError: true,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

function useCustomerChange<Input>(change: (input: Input) => Promise<{ data: Customer }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => staffCall(change(input)),
    onSuccess: (customer) => {
      client.setQueryData(customerKey(customer.id), customer);
      void client.invalidateQueries({ queryKey: lists });
    },
  });
}

export const useDisableCustomer = () =>
  useCustomerChange(({ id, reason, version }: { id: string; reason: string; version: number }) =>
    disableCustomer({ path: { id }, body: { reason, version }, throwOnError: true }),
  );

export const useEnableCustomer = () =>
  useCustomerChange(({ id, version }: { id: string; version: number }) =>
    enableCustomer({ path: { id }, body: { version }, throwOnError: true }),
  );

export function useRevokeCustomerSessions() {
  return useMutation({
    mutationFn: (id: string) => staffCall(revokeCustomerSessions({ path: { id }, throwOnError: true })),
  });
}
