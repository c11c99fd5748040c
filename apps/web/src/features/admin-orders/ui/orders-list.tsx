'use client';

import { Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LoadProblem, Pager, useAddress, Waiting } from '@/features/admin-kit';
import type { AdminOrderRow, NextStatus } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { useOrders } from '../api/orders';
import { isFiltered, noFilters, parseFilters, toSearch } from '../model/filters';
import { FilterBar } from './filter-bar';
import { MoveDialog } from './move-dialog';
import { OrderCards, OrdersTable } from './orders-table';
import { StatusTabs } from './status-tabs';

export function OrdersList() {
  const t = useTranslations('admin.orders');
  const { filters, href, go, refine } = useAddress(parseFilters, toSearch);
  const orders = useOrders(filters);
  const [moving, setMoving] = useState<{ order: AdminOrderRow; next: NextStatus | null } | null>(null);
  const onMove = (order: AdminOrderRow, next: NextStatus) => setMoving({ order, next });
  const { data, error, isPlaceholderData } = orders;

  return (
    <div className="grid grid-cols-1 gap-4">
      <StatusTabs filters={filters} counts={data?.status_counts} href={href} go={go} />
      <FilterBar filters={filters} go={go} refine={refine} />
      <section aria-label={t('title')} aria-busy={orders.isPending || isPlaceholderData}>
        {!data && error && (
          <LoadProblem
            error={error}
            title={t('error_title')}
            busy={orders.isFetching}
            onRetry={() => void orders.refetch()}
            onClear={() => go(noFilters)}
          />
        )}
        {orders.isPending && <Waiting />}
        {data && data.items.length === 0 && (
          <EmptyState
            icon={Inbox}
            title={t(isFiltered(filters) ? 'nothing_title' : 'empty_title')}
            text={t(isFiltered(filters) ? 'nothing_text' : 'empty_text')}
            action={
              isFiltered(filters) && (
                <Button variant="outline" size="sm" onClick={() => go(noFilters)}>
                  {t('clear')}
                </Button>
              )
            }
          />
        )}
        {data && data.items.length > 0 && (
          <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
            <OrdersTable orders={data.items} onMove={onMove} />
            <OrderCards orders={data.items} onMove={onMove} />
            <Pager
              trail={filters.trail}
              nextCursor={data.next_cursor}
              summary={t('total', { count: data.total })}
              href={(trail) => href({ ...filters, trail })}
              go={(trail) => go({ ...filters, trail })}
            />
          </div>
        )}
      </section>
      {moving && (
        <MoveDialog
          order={moving.order}
          next={moving.next}
          onClose={() => setMoving({ ...moving, next: null })}
        />
      )}
    </div>
  );
}
