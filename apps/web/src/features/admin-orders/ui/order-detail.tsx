'use client';

import { ChevronLeft, Printer } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card, CopyButton } from '@/features/admin-kit';
import { OrderPayments } from '@/features/admin-payments';
import { useStaff } from '@/features/admin-session';
import type { AdminOrder, NextStatus } from '@/shared/api/generated';
import { Button } from '@/shared/ui/button';
import { useOrder } from '../api/orders';
import { usualMove } from '../model/move';
import { PaymentBadge, StatusBadge } from './badges';
import { MoveButtons } from './move-buttons';
import { MoveDialog } from './move-dialog';
import { OrderHistory } from './order-history';
import { OrderItems } from './order-items';
import { OrderPeople } from './order-people';

export function OrderDetail({ initial }: { initial: AdminOrder }) {
  const t = useTranslations('admin.order');
  const tAction = useTranslations('admin.move.action');
  const tMethod = useTranslations('admin.payment_method');
  const { can, instant, money } = useStaff();
  const { data: order } = useOrder(initial);
  const [next, setNext] = useState<NextStatus | null>(null);
  const moves = can('orders', 'manage', order.region) ? order.next_statuses : [];
  const usual = usualMove(moves);

  return (
    <div className="grid grid-cols-1 gap-5">
      <OrderHeader order={order} />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="order-2 grid min-w-0 grid-cols-1 gap-5 xl:order-1">
          <OrderItems order={order} />
          <OrderPayments order={{ ...order, total: order.totals.total }} />
          <OrderHistory order={order} />
        </div>
        <aside
          className="order-1 grid grid-cols-1 gap-5 md:grid-cols-2 xl:order-2 xl:grid-cols-1"
          aria-label={t('facts')}
        >
          <Card title={t('next')} className="md:col-span-2 xl:col-span-1">
            {moves.length > 0 ? (
              <MoveButtons next={moves} onChoose={setNext} />
            ) : (
              <p className="text-sm text-ink-soft">
                {t(order.next_statuses.length > 0 ? 'view_only' : 'finished')}
              </p>
            )}
          </Card>
          <OrderPeople order={order} />
          <Card title={t('payment')} className="md:col-span-2 xl:col-span-1">
            <div className="flex items-center justify-between gap-3 text-[0.9375rem]">
              <span>{tMethod(order.payment_method)}</span>
              <PaymentBadge status={order.payment_status} />
            </div>
            <p className="mt-1 text-sm text-ink-soft">
              {t('placed_at', { time: instant(order.placed_at ?? order.created_at, order.region) })} ·{' '}
              {t(`language_${order.locale}`)}
            </p>
          </Card>
        </aside>
      </div>
      {usual && (
        <div className="sticky bottom-0 z-20 -mx-4 flex items-center justify-between gap-3 border-t border-line bg-paper/95 px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] backdrop-blur-md md:hidden">
          <bdi className="font-semibold tabular">{money(order.totals.total, order.region)}</bdi>
          <Button variant="accent" onClick={() => setNext(usual)}>
            {tAction(usual.to)}
          </Button>
        </div>
      )}
      <MoveDialog order={{ ...order, total: order.totals.total }} next={next} onClose={() => setNext(null)} />
    </div>
  );
}

function OrderHeader({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.order');
  const { path } = useStaff();
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <Link
          href={path('/orders')}
          className="-ms-1 inline-flex min-h-9 items-center gap-1 rounded-full pe-2 text-sm text-ink-soft transition-colors hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t('back')}
        </Link>
        <h1 className="flex flex-wrap items-center gap-x-1 display text-display-3">
          <bdi className="tabular">{order.code}</bdi>
          <CopyButton text={order.code} what={t('copy_code')} />
        </h1>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <StatusBadge status={order.status} />
          <PaymentBadge status={order.payment_status} />
          <span className="text-sm text-ink-faint tabular">
            {t('number', { number: String(order.number) })}
          </span>
        </p>
      </div>
      <Button asChild variant="outline" size="sm">
        <Link href={path(`/orders/${order.id}/packing-slip`)}>
          <Printer aria-hidden className="size-4" />
          {t('packing_slip')}
        </Link>
      </Button>
    </header>
  );
}
