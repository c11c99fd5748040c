'use client';

import { CalendarClock, ChevronRight, CloudOff, Inbox } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/features/admin-kit';
import {
  agenda,
  DeliveryDay,
  noFilters,
  StatusBadge,
  toSearch,
  useLatestOrders,
  useOpenOrders,
  withFilters,
} from '@/features/admin-orders';
import { AlertCount } from '@/features/admin-payments';
import { daysBetween, openSections, sections, todayIn, useStaff } from '@/features/admin-session';
import type { AdminOrderRow, OrderStatus } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { problemText } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Skeleton } from '@/shared/ui/skeleton';

const counted: OrderStatus[] = ['placed', 'preparing', 'out_for_delivery', 'on_hold'];
const latest = 6;

/** What the day asks for. Every number is the API's; where it only told a part, that is said. */
export function Dashboard() {
  const t = useTranslations('admin.dashboard');
  const { account, can } = useStaff();
  return (
    <div className="grid grid-cols-1 gap-6">
      <header>
        <h1 className="display text-display-3">
          {t('hello', { name: account.full_name.split(' ')[0] ?? '' })}
        </h1>
        <p className="text-ink-soft">{t(can('orders') ? 'lead' : 'lead_no_orders')}</p>
      </header>
      <AlertCount />
      {can('orders') && (
        <>
          <Counts />
          <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <Due />
            <Latest />
          </div>
        </>
      )}
      {!can('orders') && <Places />}
    </div>
  );
}

/** For people without orders: where their work is. */
function Places() {
  const t = useTranslations('admin.dashboard');
  const tNav = useTranslations('admin.nav');
  const { grants, path } = useStaff();
  const keys = openSections(grants).filter((key) => key !== 'dashboard' && key !== 'orders');
  return (
    <ul aria-label={t('places')} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {keys.map((key) => {
        const { icon: Icon } = sections[key];
        return (
          <li key={key}>
            <Link
              href={path(sections[key].path)}
              className="flex h-full items-start gap-3.5 rounded-card border border-line bg-card p-4 transition-[border-color,box-shadow] hover:border-line-strong/60 hover:shadow-soft md:p-5"
            >
              <Icon aria-hidden strokeWidth={1.5} className="mt-0.5 size-5 shrink-0 text-accent" />
              <span>
                <span className="block font-medium">{tNav(key)}</span>
                <span className="text-sm text-ink-soft">{t(`place_${key}`)}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function useOrdersPath() {
  const { path } = useStaff();
  return (change: Parameters<typeof withFilters>[1]) =>
    path(sections.orders.path) + toSearch(withFilters(noFilters, change));
}

function Counts() {
  const t = useTranslations('admin.dashboard');
  const tStatus = useTranslations('admin.status');
  const ordersPath = useOrdersPath();
  const { data } = useLatestOrders(latest);
  return (
    <ul aria-label={t('counts')} className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      {counted.map((status) => (
        <li key={status}>
          <Link
            href={ordersPath({ status })}
            className="group flex h-full flex-col justify-between gap-3 rounded-card border border-line bg-card p-4 transition-[border-color,box-shadow] hover:border-line-strong/60 hover:shadow-soft md:p-5"
          >
            <StatusLine status={status} label={tStatus(status)} />
            {data ? (
              <span className="display text-[2.25rem] leading-none tabular">
                {data.status_counts[status] ?? 0}
              </span>
            ) : (
              <Skeleton className="h-9 w-14 rounded-lg" />
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

const dots: Partial<Record<OrderStatus, string>> = {
  placed: 'bg-accent',
  preparing: 'bg-gold',
  out_for_delivery: 'bg-info',
  on_hold: 'bg-warn',
};

function StatusLine({ status, label }: { status: OrderStatus; label: string }) {
  return (
    <span className="flex items-center gap-2 text-sm text-ink-soft">
      <span aria-hidden className={cn('size-2 rounded-full', dots[status])} />
      {label}
      <ChevronRight
        aria-hidden
        className="ms-auto size-4 text-ink-faint transition-transform group-hover:translate-x-0.5 rtl:rotate-180 rtl:group-hover:-translate-x-0.5"
      />
    </span>
  );
}

function Problem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('admin.orders');
  const tCommon = useTranslations('common');
  const { locale } = useStaff();
  return (
    <EmptyState
      icon={CloudOff}
      className="py-8"
      title={<span className="text-display-4">{t('error_title')}</span>}
      text={problemText(error, locale)}
      action={
        <Button variant="outline" size="sm" onClick={onRetry}>
          {tCommon('retry')}
        </Button>
      }
    />
  );
}

function Rows({ count }: { count: number }) {
  const t = useTranslations('common');
  return (
    <div role="status" className="grid gap-2 p-4">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} className="h-12 rounded-lg" />
      ))}
    </div>
  );
}

const shownPerGroup = 8;

function Due() {
  const t = useTranslations('admin.dashboard');
  const ordersPath = useOrdersPath();
  const { region } = useStaff();
  const open = useOpenOrders();
  const failed = open.find((query) => query.error && !query.data);
  const slices = open.flatMap((query) => query.data ?? []);
  const isReady = slices.length === open.length;
  const now = new Date();
  const due = agenda(slices, (row) =>
    daysBetween(todayIn(region(row.region).timeZone, now), row.delivery_date),
  );
  const groups = (['overdue', 'today', 'tomorrow'] as const).filter((group) => due[group].length > 0);

  return (
    <Card
      flush
      title={t('due')}
      aside={
        <Link
          href={ordersPath({ sort: 'delivery_date' })}
          className="rounded-sm text-sm text-ink-soft hover:text-accent-deep"
        >
          {t('all_by_day')}
        </Link>
      }
    >
      {failed && !isReady && (
        <Problem error={failed.error} onRetry={() => open.forEach((query) => void query.refetch())} />
      )}
      {!failed && !isReady && <Rows count={5} />}
      {isReady && groups.length === 0 && (
        <EmptyState
          icon={CalendarClock}
          className="py-10"
          title={<span className="text-display-4">{t('nothing_due')}</span>}
          text={due.later.length > 0 ? t('next_due', { count: due.later.length }) : undefined}
        />
      )}
      {isReady &&
        groups.map((group) => (
          <section key={group} aria-labelledby={`due-${group}`}>
            <h3
              id={`due-${group}`}
              className={cn(
                'flex items-center gap-2 bg-cream/60 px-4 py-2 text-sm font-medium md:px-5',
                group === 'overdue' && 'text-error',
              )}
            >
              {t(group)}
              <span className="font-normal text-ink-soft tabular">
                {due[group].length}
                {!due.isComplete(group) && '+'}
              </span>
            </h3>
            <OrderRows orders={due[group].slice(0, shownPerGroup)} />
            {due[group].length > shownPerGroup && (
              <p className="border-t border-line px-4 py-2.5 text-sm text-ink-soft md:px-5">
                {t('and_more', { count: due[group].length - shownPerGroup })}
              </p>
            )}
          </section>
        ))}
    </Card>
  );
}

function Latest() {
  const t = useTranslations('admin.dashboard');
  const ordersPath = useOrdersPath();
  const { data, error, refetch } = useLatestOrders(latest);
  return (
    <Card
      flush
      title={t('latest')}
      aside={
        <Link href={ordersPath({})} className="rounded-sm text-sm text-ink-soft hover:text-accent-deep">
          {t('all')}
        </Link>
      }
    >
      {!data && error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Rows count={latest} />}
      {data && data.items.length === 0 && (
        <EmptyState
          icon={Inbox}
          className="py-10"
          title={<span className="text-display-4">{t('no_orders')}</span>}
        />
      )}
      {data && data.items.length > 0 && <OrderRows orders={data.items} />}
    </Card>
  );
}

function OrderRows({ orders }: { orders: AdminOrderRow[] }) {
  const { path, text, money } = useStaff();
  return (
    <ul className="divide-y divide-line">
      {orders.map((order) => (
        <li key={order.id}>
          <Link
            href={path(`/orders/${order.id}`)}
            className="flex items-center justify-between gap-4 px-4 py-2.5 -outline-offset-2 transition-colors hover:bg-cream/40 md:px-5"
          >
            <span className="min-w-0 text-sm">
              <span className="flex flex-wrap items-baseline gap-x-2">
                <bdi className="font-medium tabular">{order.code}</bdi>
                <bdi className="truncate text-ink-soft">{order.contact_name}</bdi>
              </span>
              <span className="block truncate text-xs text-ink-faint">
                <DeliveryDay date={order.delivery_date} region={order.region} status={order.status} /> ·{' '}
                {text(order.zone_name)}
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
  );
}
