'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { staffCall } from '@/features/admin-session';
import {
  getOrderPayments,
  listPayments,
  refundOrder,
  verifyPayment,
  type RefundInput,
} from '@/shared/api/generated';
import { toQuery, type PaymentFilters } from '../model/filters';
import { isMoving } from '../model/state';
import { alertsKey } from './desk';

const lists = ['admin', 'payments'] as const;
const orderKey = (id: string) => ['admin', 'order-payments', id] as const;

const everyMinute = 60_000;
/** While money is on its way the page keeps up with it. */
const whileMoving = 8_000;

export function usePayments(filters: PaymentFilters) {
  const query = toQuery(filters);
  return useQuery({
    queryKey: [...lists, query],
    queryFn: ({ signal }) => staffCall(listPayments({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
    refetchInterval: everyMinute,
  });
}

/** All there is to know about the money of an order. */
export function useOrderPayments(id: string) {
  return useQuery({
    queryKey: orderKey(id),
    queryFn: ({ signal }) => staffCall(getOrderPayments({ path: { id }, signal, throwOnError: true })),
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? whileMoving : everyMinute),
  });
}

/** What money did to an order shows in many places: all of them are read again. */
function useReread() {
  const client = useQueryClient();
  return (order: string) => {
    void client.invalidateQueries({ queryKey: orderKey(order) });
    void client.invalidateQueries({ queryKey: lists });
    void client.invalidateQueries({ queryKey: alertsKey });
    // Of the orders' own slice, by the names of its queries.
    void client.invalidateQueries({ queryKey: ['admin', 'order', order] });
    void client.invalidateQueries({ queryKey: ['admin', 'orders'] });
  };
}

/** Has the provider asked about a try to pay, now. */
export function useVerify() {
  const reread = useReread();
  return useMutation({
    mutationFn: ({ id }: { id: string; order: string }) =>
      staffCall(verifyPayment({ path: { id }, throwOnError: true })),
    onSettled: (_, __, { order }) => reread(order),
  });
}

export function useRefund(order: string) {
  const reread = useReread();
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: RefundInput }) =>
      staffCall(
        refundOrder({
          path: { id: order },
          headers: { 'Idempotency-Key': key },
          body,
          throwOnError: true,
        }),
      ),
    // Whatever came of it: what can be given back may have changed.
    onSettled: () => reread(order),
  });
}
