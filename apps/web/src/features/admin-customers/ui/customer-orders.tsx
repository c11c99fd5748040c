'use client';

import { Inbox } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card, LoadProblem, Waiting } from '@/features/admin-kit';
import { StatusBadge } from '@/features/admin-orders';
import { useStaff } from '@/features/admin-session';
import type { Customer } from '@/shared/api/generated';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { useCustomerOrders } from '../api/customers';

/** What they have ordered; only for people who may see orders. */
export function CustomerOrders({ customer }: { customer: Customer }) {
  const t = useTranslations('admin.customers');
  const { instant, money, path } = useStaff();
  const orders = useCustomerOrders(customer.id);
  const rows = orders.data?.pages.flatMap((page) => page.items);
  return (
    <Card flush title={t('orders')}>
      {!rows && orders.error && (
        <LoadProblem
          compact
          error={orders.error}
          busy={orders.isFetching}
          onRetry={() => void orders.refetch()}
        />
      )}
      {orders.isPending && <Waiting rows={3} className="p-4" />}
      {rows && rows.length === 0 && (
        <EmptyState
          icon={Inbox}
          className="py-8"
          title={<span className="text-display-4">{t('no_orders')}</span>}
        />
      )}
      {rows && rows.length > 0 && (
        <ul className="divide-y divide-line">
          {rows.map((order) => (
            <li key={order.id}>
              <Link
                href={path(`/orders/${order.id}`)}
                className="flex items-center justify-between gap-4 px-4 py-3 -outline-offset-2 transition-colors hover:bg-cream/40 md:px-5"
              >
                <span className="min-w-0 text-sm">
                  <bdi className="font-medium tabular">{order.code}</bdi>
                  <span className="block text-xs text-ink-faint">
                    {instant(order.created_at, order.region)}
                  </span>
                </span>
                <span className="flex shrink-0 flex-col items-end gap-1">
                  <StatusBadge status={order.status} />
                  <bdi className="text-xs text-ink-soft tabular">{money(order.total, order.region)}</bdi>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {orders.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button
            variant="ghost"
            size="sm"
            busy={orders.isFetchingNextPage}
            onClick={() => void orders.fetchNextPage()}
          >
            {t('more_orders')}
          </Button>
        </div>
      )}
    </Card>
  );
}
