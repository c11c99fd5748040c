'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { CopyButton } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { AdminPayment } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { useVerify } from '../api/payments';
import { mayVerify, outcomeTone } from '../model/state';
import { AttemptBadge, StuckBadge, useCodeWords } from './badges';

/** The tries to pay an order, the first first. */
export function AttemptList({ attempts, orderId }: { attempts: readonly AdminPayment[]; orderId: string }) {
  const t = useTranslations('admin.order_payments');
  return (
    <section aria-label={t('attempts')}>
      <h3 className="px-4 pt-4 text-sm font-semibold md:px-5">{t('attempts')}</h3>
      {attempts.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-ink-soft md:px-5">{t('no_attempts')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {attempts.map((attempt) => (
            <Attempt key={attempt.id} attempt={attempt} orderId={orderId} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Attempt({ attempt, orderId }: { attempt: AdminPayment; orderId: string }) {
  const t = useTranslations('admin.order_payments');
  const tPayments = useTranslations('admin.payments');
  const channel = useCodeWords('channel');
  const { can, instant, money } = useStaff();
  return (
    <li className="grid gap-2 px-4 py-3 text-sm md:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{tPayments('try', { number: attempt.number })}</span>
          <span className="text-ink-soft">
            {channel(attempt.channel)} · {t(`flow.${attempt.flow}`)}
          </span>
          <AttemptBadge state={attempt.state} />
          <StuckBadge isStuck={attempt.is_stuck} />
        </span>
        <bdi className="font-medium tabular">{money(attempt.amount, attempt.region)}</bdi>
      </div>
      {attempt.refusal && (
        <p className="text-error">
          {t('refused')} <bdi className="font-medium">{attempt.refusal.code}</bdi>{' '}
          <bdi dir="auto">{attempt.refusal.message}</bdi>
        </p>
      )}
      <p className="text-xs text-ink-faint">
        <time dateTime={attempt.created_at}>{instant(attempt.created_at, attempt.region)}</time>
        {attempt.settled_at && (
          <> · {t('settled_at', { time: instant(attempt.settled_at, attempt.region) })}</>
        )}
        {attempt.fee && <> · {t('fee', { amount: money(attempt.fee, attempt.region) })}</>}
        {attempt.next_check_at && (
          <> · {t('next_check', { time: instant(attempt.next_check_at, attempt.region) })}</>
        )}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
          <Id label={t('reference')} value={attempt.reference} what={t('copy_reference')} />
          {attempt.invoice_id && (
            <Id label={t('invoice')} value={attempt.invoice_id} what={t('copy_invoice')} />
          )}
          {attempt.payment_id && (
            <Id label={t('payment_id')} value={attempt.payment_id} what={t('copy_payment_id')} />
          )}
        </span>
        {mayVerify(attempt) && can('payments', 'manage', attempt.region) && (
          <Verify attempt={attempt} orderId={orderId} />
        )}
      </div>
    </li>
  );
}

function Id({ label, value, what }: { label: string; value: string; what: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {label}
      <bdi dir="ltr" className="tabular">
        {value}
      </bdi>
      <CopyButton text={value} what={what} />
    </span>
  );
}

/** Asks the provider now instead of waiting for the clock. */
function Verify({ attempt, orderId }: { attempt: AdminPayment; orderId: string }) {
  const t = useTranslations('admin.order_payments');
  const { locale } = useStaff();
  const verify = useVerify();

  async function ask() {
    try {
      const { outcome } = await verify.mutateAsync({ id: attempt.id, order: orderId });
      toast[outcomeTone[outcome]](t(`outcome.${outcome}`));
    } catch (error) {
      toast.error(problemText(error, locale));
    }
  }

  return (
    <Button variant="outline" size="sm" busy={verify.isPending} onClick={() => void ask()}>
      <RefreshCw aria-hidden className="size-4" />
      {t('verify')}
      <span className="sr-only"> {attempt.reference}</span>
    </Button>
  );
}
