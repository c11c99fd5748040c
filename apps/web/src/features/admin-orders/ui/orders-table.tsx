'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import type { AdminOrderRow, NextStatus } from '@/shared/api/generated';
import { Button } from '@/shared/ui/button';
import { Table, Td, Th, Tr } from '@/shared/ui/table';
import { readablePhone } from '../model/address';
import { usualMove } from '../model/move';
import { PaymentBadge, StatusBadge } from './badges';
import { DeliveryDay } from './delivery-day';

export type RowProps = { order: AdminOrderRow; onMove: (order: AdminOrderRow, next: NextStatus) => void };
type ListProps = { orders: AdminOrderRow[]; onMove: RowProps['onMove'] };

/** The step one would take anyway, without opening the order. */
function QuickMove({ order, onMove }: RowProps) {
  const t = useTranslations('admin.move.action');
  const { can } = useStaff();
  const next = usualMove(order.next_statuses);
  if (!next || !can('orders', 'manage', order.region)) return null;
  return (
    <Button
      variant="outline"
      size="sm"
      className="relative z-10 h-8 px-3 text-[0.8125rem]"
      onClick={() => onMove(order, next)}
    >
      {t(next.to)}
      <span className="sr-only"> {order.code}</span>
    </Button>
  );
}

/** Its link covers the whole row or card, buttons lie above it. */
function OrderLink({ order }: { order: AdminOrderRow }) {
  const { path } = useStaff();
  return (
    <Link
      href={path(`/orders/${order.id}`)}
      className="font-medium text-ink tabular after:absolute after:inset-0 hover:text-accent-deep focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <bdi>{order.code}</bdi>
    </Link>
  );
}

export function OrdersTable({ orders, onMove }: ListProps) {
  const t = useTranslations('admin.orders');
  const { instant, money, text } = useStaff();
  return (
    <div className="hidden md:block">
      <Table>
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <Th>{t('order')}</Th>
            <Th>{t('customer')}</Th>
            <Th>{t('delivery')}</Th>
            <Th className="text-end">{t('total_column')}</Th>
            <Th>{t('status')}</Th>
            <Th>
              <span className="sr-only">{t('action')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <Tr key={order.id} className="relative">
              <Td className="py-2.5">
                <OrderLink order={order} />
                <p className="text-xs whitespace-nowrap text-ink-faint">
                  {instant(order.created_at, order.region)}
                </p>
              </Td>
              <Td className="max-w-52 py-2.5">
                <span className="block truncate">
                  <bdi>{order.contact_name}</bdi>
                </span>
                <span className="block text-xs whitespace-nowrap text-ink-faint tabular">
                  <bdi dir="ltr">{readablePhone(order.contact_phone)}</bdi>
                </span>
              </Td>
              <Td className="py-2.5">
                <DeliveryDay date={order.delivery_date} region={order.region} status={order.status} />
                <p className="text-xs whitespace-nowrap text-ink-faint">
                  {text(order.zone_name)} · <bdi className="uppercase">{order.region}</bdi>
                </p>
              </Td>
              <Td className="py-2.5 text-end">
                <bdi className="block whitespace-nowrap tabular">{money(order.total, order.region)}</bdi>
                <span className="text-xs whitespace-nowrap text-ink-faint">
                  {t('items', { count: order.item_count })}
                </span>
              </Td>
              <Td className="py-2.5">
                <span className="flex flex-wrap gap-1.5">
                  <StatusBadge status={order.status} />
                  {order.payment_status !== 'unpaid' && <PaymentBadge status={order.payment_status} />}
                </span>
              </Td>
              <Td className="py-2.5 text-end">
                <QuickMove order={order} onMove={onMove} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

export function OrderCards({ orders, onMove }: ListProps) {
  const t = useTranslations('admin.orders');
  const { instant, money, text } = useStaff();
  return (
    <ul className="grid grid-cols-1 gap-2.5 md:hidden">
      {orders.map((order) => (
        <li key={order.id} className="relative rounded-card border border-line bg-card p-4">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <OrderLink order={order} />
              <p className="truncate text-[0.9375rem]">
                <bdi>{order.contact_name}</bdi>
              </p>
            </div>
            <StatusBadge status={order.status} />
          </div>
          <div className="mt-2.5 flex items-end justify-between gap-3 text-sm">
            <div className="min-w-0">
              <DeliveryDay date={order.delivery_date} region={order.region} status={order.status} />
              <p className="truncate text-xs text-ink-faint">
                {text(order.zone_name)} · <bdi className="uppercase">{order.region}</bdi> ·{' '}
                <bdi>{instant(order.created_at, order.region)}</bdi>
              </p>
            </div>
            <div className="shrink-0 text-end">
              <bdi className="block font-medium tabular">{money(order.total, order.region)}</bdi>
              <span className="text-xs text-ink-faint">{t('items', { count: order.item_count })}</span>
            </div>
          </div>
          <div className="mt-3 flex justify-end empty:hidden">
            <QuickMove order={order} onMove={onMove} />
          </div>
        </li>
      ))}
    </ul>
  );
}
