'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  getOrderPayment,
  payOrder,
  switchOrderToCash,
  type OrderPayment,
  type PayAnswer,
} from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { forgetIntent, intendedChannel } from '../model/intent';
import { isOpen } from '../model/scene';

/** While the bank decides, the API holds its answer this long unless there is news. */
const patience = 20;
const breath = 400;
const afterFault = 4_000;
const idle = 20_000;

const paymentKey = (code: string) => ['order-payment', code];

/** The secret of the order's link where the page has it; else the web server knows it (`shared/bff/cookies`). */
const secret = (linkToken: string | undefined) => (linkToken ? { 'Order-Token': linkToken } : {});

/**
 * How paying an order stands, kept up to date until nothing more can happen: at once while a payment is under way,
 * now and then while the payer thinks about it (another tab may pay).
 */
export function useOrderPayment(
  code: string,
  linkToken: string | undefined,
  { first, enabled = true }: { first?: OrderPayment | null; enabled?: boolean } = {},
) {
  const client = useQueryClient();
  return useQuery({
    queryKey: paymentKey(code),
    enabled,
    initialData: first ?? undefined,
    staleTime: 0,
    refetchOnMount: first ? false : 'always',
    queryFn: async ({ signal }) => {
      const known = client.getQueryData<OrderPayment>(paymentKey(code));
      const wait_seconds = known?.progress === 'in_progress' ? patience : 0;
      const { data } = await getOrderPayment({
        path: { code },
        query: { wait_seconds },
        headers: secret(linkToken),
        signal,
        throwOnError: true,
      });
      return data;
    },
    retry: false,
    refetchInterval: ({ state: { data, status } }) => {
      if (status === 'error') return afterFault;
      if (!data) return false;
      if (data.progress === 'in_progress') return breath;
      return isOpen(data) && idle;
    },
  });
}

/** What this browser just learned of a payment is what the page shows, before any answer that is still under way. */
function useTell(code: string) {
  const client = useQueryClient();
  return useCallback(
    async (payment: OrderPayment) => {
      await client.cancelQueries({ queryKey: paymentKey(code) });
      client.setQueryData(paymentKey(code), payment);
    },
    [client, code],
  );
}

/**
 * Pays by a channel, at once by the one chosen at the till: goes to the provider's page in this tab, or tells how it stands. One at a time: from the first
 * click until the page is gone no further one counts.
 */
export function usePay(code: string, linkToken: string | undefined) {
  const client = useQueryClient();
  const tell = useTell(code);
  const busy = useRef(false);
  const [isLeaving, setLeaving] = useState(() => intendedChannel(code) !== null);
  const { mutate, ...pay } = useMutation({
    mutationFn: async (channel: string): Promise<PayAnswer> =>
      (
        await payOrder({
          path: { code },
          headers: secret(linkToken),
          body: { channel, flow: 'hosted' },
          throwOnError: true,
        })
      ).data,
  });

  const stay = useCallback(() => {
    busy.current = false;
    setLeaving(false);
  }, []);

  // A page that the browser kept is shown as it was left: busy.
  useEffect(() => {
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      stay();
      void client.invalidateQueries({ queryKey: paymentKey(code) });
    };
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, [client, code, stay]);

  const start = useCallback(
    (channel: string) => {
      if (busy.current) return;
      busy.current = true;
      setLeaving(true);
      mutate(channel, {
        onSuccess: ({ next, payment }) => {
          if (next.kind === 'redirect') return leaveFor(next.url, linkToken);
          stay();
          void tell(payment);
        },
        onError: () => {
          stay();
          void client.invalidateQueries({ queryKey: paymentKey(code) });
        },
      });
    },
    [client, code, linkToken, mutate, stay, tell],
  );

  useEffect(() => {
    const channel = intendedChannel(code);
    forgetIntent();
    if (channel) start(channel);
  }, [code, start]);

  return { start, isLeaving, error: pay.error && toProblem(pay.error) };
}

/** To the provider's page; whoever comes back by the browser's button isn't taken for someone sent back by it. */
function leaveFor(url: string, linkToken: string | undefined): void {
  const query = linkToken ? `?t=${encodeURIComponent(linkToken)}` : '';
  window.history.replaceState(null, '', window.location.pathname + query);
  window.location.assign(url);
}

/** Pays at the door instead. */
export function useSwitchToCash(code: string, linkToken: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      (await switchOrderToCash({ path: { code }, headers: secret(linkToken), throwOnError: true })).data,
    onSuccess: (order) => client.setQueriesData({ queryKey: ['order', code] }, order),
    onSettled: () => client.invalidateQueries({ queryKey: paymentKey(code) }),
  });
}
