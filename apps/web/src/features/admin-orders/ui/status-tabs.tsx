'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ViewLink } from '@/features/admin-kit';
import type { OrderStatus } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { withFilters, type OrderFilters } from '../model/filters';
import { visibleTabs } from '../model/status';

type StatusTabsProps = {
  filters: OrderFilters;
  counts: Record<string, number> | undefined;
  href: (to: OrderFilters) => string;
  go: (to: OrderFilters) => void;
};

export function StatusTabs({ filters, counts, href, go }: StatusTabsProps) {
  const t = useTranslations('admin.orders');
  const tStatus = useTranslations('admin.status');
  const row = useRef<HTMLUListElement>(null);
  const tabs: (OrderStatus | null)[] = [null, ...visibleTabs(counts ?? {}, filters.status)];
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);

  // On a phone the chosen tab may lie outside the row.
  useEffect(() => {
    row.current
      ?.querySelector('[aria-current]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'auto' });
  }, [filters.status]);

  return (
    <nav aria-label={t('by_status')} className="border-b border-line">
      <ul ref={row} className="-mb-px scrollbar-none flex gap-1 overflow-x-auto">
        {tabs.map((status) => {
          const isHere = filters.status === status;
          const count = status === null ? all : counts && (counts[status] ?? 0);
          const to = withFilters(filters, { status });
          return (
            <li key={status ?? 'all'}>
              <ViewLink
                href={href(to)}
                onFollow={() => go(to)}
                aria-current={isHere ? 'page' : undefined}
                className={cn(
                  'flex h-11 items-center gap-2 border-b-2 px-3 text-sm whitespace-nowrap -outline-offset-2 transition-colors',
                  isHere
                    ? 'border-accent font-medium text-ink'
                    : 'border-transparent text-ink-soft hover:border-line-strong/60 hover:text-ink',
                )}
              >
                {status === null ? t('all') : tStatus(status)}
                <span
                  className={cn(
                    'min-w-5 rounded-full px-1.5 text-center text-xs leading-5 tabular',
                    isHere ? 'bg-accent-soft text-accent-deep' : 'bg-cream text-ink-soft',
                  )}
                >
                  {count ?? '·'}
                </span>
              </ViewLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
