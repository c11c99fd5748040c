'use client';

import { CloudOff, Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStaff } from '@/features/admin-session';
import type { AdminOrderRow, NextStatus } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Skeleton } from '@/shared/ui/skeleton';
import { useOrders } from '../api/orders';
import { isFiltered, noFilters } from '../model/filters';
import { FilterBar } from './filter-bar';
import { MoveDialog } from './move-dialog';
import { OrderCards, OrdersTable } from './orders-table';
import { Pager } from './pager';
import { StatusTabs } from './status-tabs';
import { useFilters } from './use-filters';

export function OrdersList() {
  const t = useTranslations('admin.orders');
  const tCommon = useTranslations('common');
  const { locale } = useStaff();
  const { filters, href, go, refine } = useFilters();
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
          <EmptyState
            icon={CloudOff}
            title={t('error_title')}
            text={problemText(error, locale)}
            action={
              toProblem(error).code === 'invalid_query' ? (
                <Button variant="outline" onClick={() => go(noFilters)}>
                  {t('clear')}
                </Button>
              ) : (
                <Button variant="outline" busy={orders.isFetching} onClick={() => void orders.refetch()}>
                  {tCommon('retry')}
                </Button>
              )
            }
          />
        )}
        {orders.isPending && <Waiting label={tCommon('loading')} />}
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
            <Pager filters={filters} total={data.total} nextCursor={data.next_cursor} href={href} go={go} />
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

function Waiting({ label }: { label: string }) {
  return (
    <div role="status" className="grid gap-2.5 md:gap-px">
      <span className="sr-only">{label}</span>
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} className="h-32 md:h-14 md:rounded-lg" />
      ))}
    </div>
  );
}
