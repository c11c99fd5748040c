'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card, Facts, LoadProblem } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { Money, OrderPayments as Payments, OrderStatus } from '@/shared/api/generated';
import { Button } from '@/shared/ui/button';
import { Skeleton } from '@/shared/ui/skeleton';
import { useOrderPayments } from '../api/payments';
import { mostRefundable } from '../model/refund';
import { AttemptList } from './attempt-list';
import { LedgerDetails } from './ledger-details';
import { ProviderEvents } from './provider-events';
import { RefundDialog } from './refund-dialog';
import { DisputeList, RefundList } from './refund-list';

export type PaidFor = { id: string; code: string; region: string; status: OrderStatus; total: Money };

/** The money of one order: for those who may see payments of its region, nothing for others. */
export function OrderPayments({ order }: { order: PaidFor }) {
  const { can } = useStaff();
  return can('payments', 'view', order.region) ? <PaymentsCard order={order} /> : null;
}

function PaymentsCard({ order }: { order: PaidFor }) {
  const t = useTranslations('admin.order_payments');
  const tCommon = useTranslations('common');
  const { can } = useStaff();
  const payments = useOrderPayments(order.id);
  const [isRefunding, setRefunding] = useState(false);
  const { data, error } = payments;
  const mayRefund = can('payments', 'manage', order.region) && !!data && data.refundable.minor > 0;

  return (
    <Card
      flush
      title={t('title')}
      aside={
        mayRefund && (
          <Button
            variant="outline"
            size="sm"
            disabled={mostRefundable(data).minor === 0}
            onClick={() => setRefunding(true)}
          >
            <Undo2 aria-hidden className="size-4 rtl:-scale-x-100" />
            {t('refund')}
          </Button>
        )
      }
    >
      {!data && error && (
        <LoadProblem
          compact
          error={error}
          busy={payments.isFetching}
          onRetry={() => void payments.refetch()}
        />
      )}
      {!data && !error && (
        <div role="status" className="grid gap-2 p-4 md:p-5">
          <span className="sr-only">{tCommon('loading')}</span>
          <Skeleton className="h-12 rounded-lg" />
          <Skeleton className="h-24 rounded-lg" />
        </div>
      )}
      {data && (
        <div className="divide-y divide-line">
          <Sums payments={data} region={order.region} />
          {mayRefund && mostRefundable(data).minor === 0 && (
            <p className="px-4 py-3 text-sm text-warn md:px-5">{t('limit_used_up')}</p>
          )}
          <AttemptList attempts={data.attempts} orderId={order.id} />
          <RefundList refunds={data.refunds} region={order.region} />
          <DisputeList disputes={data.disputes} region={order.region} />
          <ProviderEvents events={data.events} payments={data} region={order.region} />
          <LedgerDetails rows={data.ledger} region={order.region} />
        </div>
      )}
      {data && (
        <RefundDialog
          order={order}
          payments={data}
          isOpen={isRefunding && mayRefund}
          onClose={() => setRefunding(false)}
        />
      )}
    </Card>
  );
}

/** What was owed, what came, what went back. Sums that are nothing are left out. */
function Sums({
  payments: { intent, refundable, limit_left },
  region,
}: {
  payments: Payments;
  region: string;
}) {
  const t = useTranslations('admin.order_payments');
  const tMethod = useTranslations('admin.payment_method');
  const { can, money } = useStaff();
  const sum = (key: 'amount' | 'captured' | 'refunded' | 'refunding', amount: Money) => ({
    label: t(key),
    value: <bdi className="tabular">{money(amount, region)}</bdi>,
  });
  return (
    <div className="p-4 md:p-5">
      <Facts
        items={[
          { label: t('method'), value: tMethod(intent.method) },
          { label: t('state'), value: t(`intent.${intent.state}`) },
          sum('amount', intent.amount),
          sum('captured', intent.captured),
          ...(intent.refunded.minor > 0 ? [sum('refunded', intent.refunded)] : []),
          ...(intent.refunding.minor > 0 ? [sum('refunding', intent.refunding)] : []),
          {
            label: t('refundable'),
            value: (
              <>
                <bdi className="font-medium tabular">{money(refundable, region)}</bdi>
                {limit_left && refundable.minor > 0 && can('payments', 'manage', region) && (
                  <span className="ms-2 text-sm text-ink-faint">
                    {t('limit_left', { amount: money(limit_left, region) })}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
