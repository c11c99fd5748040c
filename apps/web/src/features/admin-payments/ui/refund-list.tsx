'use client';

import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import type { AdminRefund, Dispute } from '@/shared/api/generated';
import { DisputeBadge, RefundBadge } from './badges';

/** Money that went back or is on its way; nothing when there is none. */
export function RefundList({ refunds, region }: { refunds: readonly AdminRefund[]; region: string }) {
  const t = useTranslations('admin.order_payments');
  const { instant, money } = useStaff();
  if (refunds.length === 0) return null;
  return (
    <section aria-label={t('refunds')}>
      <h3 className="px-4 pt-4 text-sm font-semibold md:px-5">{t('refunds')}</h3>
      <ul className="divide-y divide-line">
        {refunds.map((refund) => (
          <li key={refund.id} className="grid gap-1 px-4 py-3 text-sm md:px-5">
            <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <bdi className="font-medium">
                  {refund.requested_by ? refund.requested_by.name : t('by_system')}
                </bdi>
                {refund.cause !== 'staff' && (
                  <span className="text-ink-soft">{t(`cause.${refund.cause}`)}</span>
                )}
                <RefundBadge state={refund.state} />
              </span>
              <bdi className="font-medium tabular">{money(refund.amount, region)}</bdi>
            </div>
            {refund.cause === 'staff' && (
              <p dir="auto" className="break-words whitespace-pre-wrap">
                {refund.reason}
              </p>
            )}
            {refund.failure && (
              <p className="text-error">
                {t('refused')} <bdi dir="auto">{refund.failure}</bdi>
              </p>
            )}
            <p className="text-xs text-ink-faint">
              <time dateTime={refund.created_at}>{instant(refund.created_at, region)}</time>
              {refund.done_at && <> · {t('done_at', { time: instant(refund.done_at, region) })}</>}
              {' · '}
              {refund.attempt_id === null ? (
                t('by_hand')
              ) : (
                <bdi dir="ltr" className="tabular">
                  {refund.provider_refund_id ?? refund.reference}
                </bdi>
              )}
              {refund.restock && <> · {t('restocked')}</>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What customers dispute at their bank; nothing when there is none. */
export function DisputeList({ disputes, region }: { disputes: readonly Dispute[]; region: string }) {
  const t = useTranslations('admin.order_payments');
  const { instant, money } = useStaff();
  if (disputes.length === 0) return null;
  return (
    <section aria-label={t('disputes')}>
      <h3 className="px-4 pt-4 text-sm font-semibold md:px-5">{t('disputes')}</h3>
      <ul className="divide-y divide-line">
        {disputes.map((dispute) => (
          <li
            key={dispute.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 px-4 py-3 text-sm md:px-5"
          >
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <bdi dir="ltr" className="tabular">
                {dispute.provider_id}
              </bdi>
              <DisputeBadge state={dispute.state} />
              <bdi dir="auto" className="text-ink-soft">
                {dispute.reason}
              </bdi>
              <span className="text-xs text-ink-faint">{instant(dispute.updated_at, region)}</span>
            </span>
            <bdi className="font-medium tabular">{money(dispute.amount, region)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
