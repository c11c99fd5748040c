'use client';

import { Users, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import {
  Initials,
  LoadProblem,
  Nothing,
  Pager,
  SearchField,
  SmallSelect,
  useAddress,
  Waiting,
} from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { CustomerRow } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Button } from '@/shared/ui/button';
import { Table, Td, Th, Tr } from '@/shared/ui/table';
import { useCustomers } from '../api/customers';
import { isFiltered, noFilters, parseFilters, sorts, statuses, toSearch } from '../model/filters';
import { CustomerBadges } from './badges';
import { MaskNote } from './mask-note';

export function CustomersList() {
  const t = useTranslations('admin.customers');
  const tOrders = useTranslations('admin.orders');
  const { can, regionsFor, text } = useStaff();
  const { filters, href, go, refine } = useAddress(parseFilters, toSearch);
  const customers = useCustomers(filters);
  const { data, error, isPlaceholderData } = customers;
  const regions = regionsFor('customers');

  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <SearchField
          value={filters.q}
          label={t('search')}
          placeholder={t('search_placeholder')}
          onSearch={(q) => refine({ ...filters, q, trail: [] })}
        />
        <SmallSelect
          label={t('status')}
          className="max-sm:flex-1"
          value={filters.status ?? 'all'}
          options={(['all', ...statuses] as const).map((value) => ({ value, label: t(`filter_${value}`) }))}
          onChange={(value) => go({ ...filters, status: value === 'all' ? null : value, trail: [] })}
        />
        {(regions.length > 1 || filters.region) && (
          <SmallSelect
            label={tOrders('region')}
            className="max-sm:flex-1"
            value={filters.region ?? ''}
            options={[
              { value: '', label: tOrders('all_regions') },
              ...regions.map(({ slug, name }) => ({ value: slug, label: text(name) })),
            ]}
            onChange={(region) => go({ ...filters, region: region || null, trail: [] })}
          />
        )}
        <SmallSelect
          label={tOrders('sort')}
          className="max-sm:flex-1 sm:ms-auto"
          value={filters.sort}
          options={sorts.map((value) => ({ value, label: t(`sort_${value}`) }))}
          onChange={(sort) => go({ ...filters, sort, trail: [] })}
        />
        {isFiltered(filters) && (
          <Button
            variant="ghost"
            size="sm"
            className="h-10 px-3"
            onClick={() => go({ ...noFilters, sort: filters.sort })}
          >
            <X aria-hidden className="size-4" />
            {tOrders('clear')}
          </Button>
        )}
      </div>
      {!can('customers', 'manage') && <MaskNote />}
      <section aria-label={t('title')} aria-busy={customers.isPending || isPlaceholderData}>
        {!data && error && (
          <LoadProblem
            error={error}
            busy={customers.isFetching}
            onRetry={() => void customers.refetch()}
            onClear={() => go(noFilters)}
          />
        )}
        {customers.isPending && <Waiting />}
        {data && data.items.length === 0 && (
          <Nothing
            icon={Users}
            title={t(isFiltered(filters) ? 'nothing_title' : 'empty_title')}
            text={t(isFiltered(filters) ? 'nothing_text' : 'empty_text')}
            onClear={isFiltered(filters) ? () => go(noFilters) : undefined}
          />
        )}
        {data && data.items.length > 0 && (
          <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
            <CustomersTable customers={data.items} />
            <CustomerCards customers={data.items} />
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
  );
}

function CustomerLink({ customer }: { customer: CustomerRow }) {
  const { path } = useStaff();
  return (
    <Link
      href={path(`/customers/${customer.id}`)}
      className="font-medium text-ink after:absolute after:inset-0 hover:text-accent-deep focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <bdi>{customer.full_name}</bdi>
    </Link>
  );
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

function CustomersTable({ customers }: { customers: readonly CustomerRow[] }) {
  const t = useTranslations('admin.customers');
  const { can, instant, region, text } = useStaff();
  const showsOrders = can('orders');
  return (
    <div className="hidden md:block">
      <Table>
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('contact')}</Th>
            <Th>{t('region')}</Th>
            {showsOrders && <Th className="text-end">{t('orders')}</Th>}
            <Th>{t('joined')}</Th>
            <Th>{t('last_seen')}</Th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <Tr key={customer.id} className="relative">
              <Td className="py-2.5">
                <span className="flex items-center gap-3">
                  <Initials name={customer.full_name} />
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <CustomerLink customer={customer} />
                    <CustomerBadges customer={customer} />
                  </span>
                </span>
              </Td>
              <Td className="max-w-60 py-2.5">
                <span dir="ltr" className="block truncate rtl:text-right">
                  {customer.email ?? '—'}
                </span>
                <span dir="ltr" className="block text-xs text-ink-faint tabular rtl:text-right">
                  {customer.phone}
                </span>
              </Td>
              <Td className="py-2.5 whitespace-nowrap">
                {customer.region ? text(region(customer.region).name) : '—'}
              </Td>
              {showsOrders && <Td className="py-2.5 text-end tabular">{customer.order_count}</Td>}
              <Td className="py-2.5 whitespace-nowrap text-ink-soft">
                {instant(customer.created_at, customer.region, day)}
              </Td>
              <Td className="py-2.5 whitespace-nowrap text-ink-soft">
                {customer.last_seen_at ? instant(customer.last_seen_at, customer.region) : '—'}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function CustomerCards({ customers }: { customers: readonly CustomerRow[] }) {
  const t = useTranslations('admin.customers');
  const { can, instant, region, text } = useStaff();
  return (
    <ul className="grid grid-cols-1 gap-2.5 md:hidden">
      {customers.map((customer) => (
        <li key={customer.id} className="relative rounded-card border border-line bg-card p-4">
          <div className="flex items-center gap-3">
            <Initials name={customer.full_name} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <CustomerLink customer={customer} />
                <CustomerBadges customer={customer} />
              </p>
              <p className="truncate text-sm text-ink-soft">
                <bdi dir="ltr">{customer.email ?? customer.phone}</bdi>
              </p>
            </div>
          </div>
          <p className="mt-2.5 text-xs text-ink-faint">
            {[
              customer.region && text(region(customer.region).name),
              can('orders') && t('order_count', { count: customer.order_count }),
              t('since', { day: instant(customer.created_at, customer.region, day) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
