'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { staffCall } from '@/features/admin-session';
import {
  auditBooks,
  getBooks,
  getDailyPaymentReport,
  importStatement,
  listAccountChannels,
  listPaymentAlerts,
  listPaymentSettings,
  resolvePaymentAlert,
  setPaymentSettings,
  type PaymentSettingsInput,
  type StatementInput,
} from '@/shared/api/generated';
import { pageSize, type AlertFilters } from '../model/filters';

export const alertsKey = ['admin', 'payment-alerts'] as const;
const settingsKey = ['admin', 'payment-settings'] as const;
const booksKey = ['admin', 'books'] as const;
const reportKey = ['admin', 'daily-report'] as const;

const everyMinute = 60_000;
const whileRunning = 2_000;

export function useAlerts({ open, trail }: AlertFilters) {
  const query = { open, cursor: trail.at(-1), limit: pageSize };
  return useQuery({
    queryKey: [...alertsKey, query],
    queryFn: ({ signal }) => staffCall(listPaymentAlerts({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
    refetchInterval: everyMinute,
  });
}

/** How many alerts nobody has resolved yet. */
export function useOpenAlertCount(): number | undefined {
  const query = { open: true, limit: 1 };
  const { data } = useQuery({
    queryKey: [...alertsKey, query],
    queryFn: ({ signal }) => staffCall(listPaymentAlerts({ query, signal, throwOnError: true })),
    refetchInterval: everyMinute,
  });
  return data?.total;
}

export function useResolveAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, resolution }: { id: string; resolution: string }) =>
      staffCall(resolvePaymentAlert({ path: { id }, body: { resolution }, throwOnError: true })),
    // A colleague may have been faster: then the list shows that.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: alertsKey });
      void client.invalidateQueries({ queryKey: ['admin', 'payments'] });
    },
  });
}

export function useSettings() {
  return useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => staffCall(listPaymentSettings({ signal, throwOnError: true })),
  });
}

/** The ways to pay that a region's merchant account has; asked of the provider. */
export function useAccountChannels(region: string, isEnabled: boolean) {
  return useQuery({
    queryKey: [...settingsKey, region, 'channels'],
    enabled: isEnabled,
    queryFn: ({ signal }) => staffCall(listAccountChannels({ path: { region }, signal, throwOnError: true })),
  });
}

export function useUpdateSettings(region: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PaymentSettingsInput) =>
      staffCall(setPaymentSettings({ path: { region }, body, throwOnError: true })),
    onSettled: () => client.invalidateQueries({ queryKey: settingsKey }),
  });
}

export function useBooks() {
  return useQuery({
    queryKey: booksKey,
    queryFn: ({ signal }) => staffCall(getBooks({ signal, throwOnError: true })),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.running_since ? whileRunning : everyMinute),
  });
}

export function useAuditBooks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => staffCall(auditBooks({ throwOnError: true })),
    onSettled: () => client.invalidateQueries({ queryKey: booksKey }),
  });
}

export function useDailyReport(region: string, date: string) {
  const query = { region, date };
  return useQuery({
    queryKey: [...reportKey, query],
    queryFn: ({ signal }) => staffCall(getDailyPaymentReport({ query, signal, throwOnError: true })),
    staleTime: 0,
  });
}

export function useImportStatement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StatementInput) => staffCall(importStatement({ body, throwOnError: true })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: reportKey });
      void client.invalidateQueries({ queryKey: alertsKey });
    },
  });
}
