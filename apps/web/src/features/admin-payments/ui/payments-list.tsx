'use client';

import { CreditCard } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import {
  LoadProblem,
  Nothing,
  Pager,
  SearchField,
  SmallSelect,
  useAddress,
  ViewLink,
  Waiting,
} from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { AdminPayment, AdminPaymentPage } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Table, Td, Th, Tr } from '@/shared/ui/table';
import { usePayments } from '../api/payments';
import {
  countOf,
  isFiltered,
  noFilters,
  parseFilters,
  toSearch,
  visibleViews,
  type PaymentFilters,
} from '../model/filters';
import { AttemptBadge, StuckBadge, useCodeWords } from './badges';
import { PaymentsHeader } from './payments-header';

/** Every try to pay, those that need somebody first. */
export function PaymentsList() {
  const t = useTranslations('admin.payments');
  const { regionsFor, text } = useStaff();
  const { filters, href, go, refine } = useAddress(parseFilters, toSearch);
  const payments = usePayments(filters);
  const { data, error, isPlaceholderData } = payments;
  const regions = regionsFor('payments');
  return (
    <>
      <PaymentsHeader />
      <div className="grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
          <SearchField
            value={filters.q}
            label={t('search')}
            placeholder={t('search_placeholder')}
            onSearch={(q) => refine({ ...filters, q, trail: [] })}
          />
          {(regions.length > 1 || filters.region) && (
            <SmallSelect
              label={t('region')}
              value={filters.region ?? ''}
              options={[
                { value: '', label: t('all_regions') },
                ...regions.map(({ slug, name }) => ({ value: slug, label: text(name) })),
              ]}
              onChange={(region) => go({ ...filters, region: region || null, trail: [] })}
            />
          )}
        </div>
        <Views filters={filters} data={isPlaceholderData ? undefined : data} href={href} go={go} />
        <section aria-label={t('tab_attempts')} aria-busy={payments.isPending || isPlaceholderData}>
          {!data && error && (
            <LoadProblem
              error={error}
              busy={payments.isFetching}
              onRetry={() => void payments.refetch()}
              onClear={() => go(noFilters)}
            />
          )}
          {payments.isPending && <Waiting />}
          {data && data.items.length === 0 && (
            <Nothing
              icon={CreditCard}
              title={t(filters.view === 'stuck' ? 'none_stuck' : isFiltered(filters) ? 'nothing' : 'empty')}
              text={isFiltered(filters) ? undefined : t('empty_text')}
              onClear={isFiltered(filters) ? () => go(noFilters) : undefined}
            />
          )}
          {data && data.items.length > 0 && (
            <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
              <PaymentsTable payments={data.items} />
              <PaymentCards payments={data.items} />
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
      </div>
    </>
  );
}

type ViewsProps = {
  filters: PaymentFilters;
  data: AdminPaymentPage | undefined;
  href: (to: PaymentFilters) => string;
  go: (to: PaymentFilters) => void;
};

function Views({ filters, data, href, go }: ViewsProps) {
  const t = useTranslations('admin.payments');
  return (
    <nav aria-label={t('by_state')}>
      <ul className="flex flex-wrap gap-1.5">
        {visibleViews(data, filters.view).map((view) => {
          const isHere = filters.view === view;
          const to = { ...filters, view, trail: [] };
          const count = countOf(view, filters.view, data);
          return (
            <li key={view}>
              <ViewLink
                href={href(to)}
                onFollow={() => go(to)}
                aria-current={isHere ? 'page' : undefined}
                className={cn(
                  'flex h-9 items-center gap-2 rounded-full border px-3.5 text-sm transition-colors',
                  isHere
                    ? 'border-accent bg-accent-soft font-medium text-accent-deep'
                    : 'border-line text-ink-soft hover:border-line-strong/60 hover:text-ink',
                )}
              >
                {view === 'all' ? t('all') : view === 'stuck' ? t('stuck') : t(`state.${view}`)}
                {count !== undefined && <span className="tabular">{count}</span>}
              </ViewLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/**
 * The code of the order; its link covers the whole row or card. Those who may not open orders see the code alone: what
 * they may do with payments is on this page.
 */
function OrderLink({ payment: { order, region } }: { payment: AdminPayment }) {
  const { can, path } = useStaff();
  if (!can('orders', 'view', region)) return <bdi className="font-medium tabular">{order.code}</bdi>;
  return (
    <Link
      href={path(`/orders/${order.id}`)}
      className="font-medium text-ink tabular after:absolute after:inset-0 hover:text-accent-deep focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <bdi>{order.code}</bdi>
    </Link>
  );
}

function Refusal({ payment: { refusal } }: { payment: AdminPayment }) {
  if (!refusal) return null;
  return (
    <span className="mt-1 block max-w-64 truncate text-xs text-ink-faint" dir="auto">
      {refusal.code} {refusal.message}
    </span>
  );
}

function PaymentsTable({ payments }: { payments: AdminPayment[] }) {
  const t = useTranslations('admin.payments');
  const tStatus = useTranslations('admin.status');
  const channel = useCodeWords('channel');
  const { instant, money } = useStaff();
  return (
    <div className="hidden md:block">
      <Table>
        <caption className="sr-only">{t('tab_attempts')}</caption>
        <thead>
          <tr>
            <Th>{t('order')}</Th>
            <Th>{t('customer')}</Th>
            <Th>{t('channel')}</Th>
            <Th className="text-end">{t('amount')}</Th>
            <Th>{t('state_column')}</Th>
            <Th>{t('started')}</Th>
          </tr>
        </thead>
        <tbody>
          {payments.map((payment) => (
            <Tr key={payment.id} className="relative">
              <Td className="py-2.5">
                <OrderLink payment={payment} />
                <span className="block text-xs whitespace-nowrap text-ink-faint">
                  {t('try', { number: payment.number })} · {tStatus(payment.order.status)}
                </span>
              </Td>
              <Td className="max-w-48 truncate py-2.5">
                <bdi>{payment.order.contact_name}</bdi>
              </Td>
              <Td className="py-2.5">
                {channel(payment.channel)}
                <bdi className="block text-xs text-ink-faint uppercase">{payment.region}</bdi>
              </Td>
              <Td className="py-2.5 text-end whitespace-nowrap tabular">
                <bdi>{money(payment.amount, payment.region)}</bdi>
              </Td>
              <Td className="py-2.5">
                <span className="flex flex-wrap gap-1.5">
                  <AttemptBadge state={payment.state} />
                  <StuckBadge isStuck={payment.is_stuck} />
                </span>
                <Refusal payment={payment} />
              </Td>
              <Td className="py-2.5 whitespace-nowrap text-ink-soft">
                <time dateTime={payment.created_at}>{instant(payment.created_at, payment.region)}</time>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function PaymentCards({ payments }: { payments: AdminPayment[] }) {
  const t = useTranslations('admin.payments');
  const channel = useCodeWords('channel');
  const { instant, money } = useStaff();
  return (
    <ul className="grid grid-cols-1 gap-2.5 md:hidden">
      {payments.map((payment) => (
        <li key={payment.id} className="relative rounded-card border border-line bg-card p-4">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <OrderLink payment={payment} />
              <p className="truncate text-[0.9375rem]">
                <bdi>{payment.order.contact_name}</bdi>
              </p>
            </div>
            <bdi className="shrink-0 font-medium tabular">{money(payment.amount, payment.region)}</bdi>
          </div>
          <p className="mt-1 text-xs text-ink-faint">
            {t('try', { number: payment.number })} · {channel(payment.channel)} ·{' '}
            <bdi className="uppercase">{payment.region}</bdi> ·{' '}
            <bdi>{instant(payment.created_at, payment.region)}</bdi>
          </p>
          <div className="mt-2.5 flex flex-wrap gap-1.5">
            <AttemptBadge state={payment.state} />
            <StuckBadge isStuck={payment.is_stuck} />
          </div>
          <Refusal payment={payment} />
        </li>
      ))}
    </ul>
  );
}
