'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect } from 'react';
import type { Order } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { paymentPath } from '@/shared/store/paths';
import { Button } from '@/shared/ui/button';
import { useOrderPayment } from '../api/use-payment';
import { sceneOf } from '../model/scene';
import { Countdown } from './countdown';

type PaymentNoticeProps = {
  order: Pick<Order, 'code' | 'status'>;
  linkToken: string | undefined;
};

/** On the order's own page: how its payment stands while that isn't settled, and the way to pay. */
export function PaymentNotice({ order: { code, status }, linkToken }: PaymentNoticeProps) {
  const t = useTranslations('store.payment');
  const { text, money, path } = useStore();
  const client = useQueryClient();
  const { data: payment, refetch } = useOrderPayment(code, linkToken);
  const scene = sceneOf(payment, false);
  const isStale = status === 'pending_payment' && ['paid', 'cash', 'ended', 'going_back'].includes(scene);
  const look = useCallback(() => void refetch(), [refetch]);

  useEffect(() => {
    if (isStale) void client.invalidateQueries({ queryKey: ['order', code] });
  }, [client, code, isStale]);

  if (!payment || ['paid', 'cash', 'ended'].includes(scene)) return null;
  const failure = scene === 'failed' && payment.attempt?.failure;
  const title = scene === 'choose' ? 'notice_title' : (`${scene}_title` as const);
  return (
    <section
      aria-live="polite"
      className="mb-8 flex flex-wrap items-center justify-between gap-x-10 gap-y-5 rounded-card border border-gold bg-cream/60 p-6 md:p-8"
    >
      <div className="max-w-2xl min-w-0 text-pretty">
        <h2 className="display text-display-4">{t(title, { name: '' })}</h2>
        <p className="mt-1 text-ink-soft">
          {failure ? text(failure) : t(`${scene}_text`, { amount: money(payment.amount, true), date: '' })}
        </p>
      </div>
      {payment.may_pay && (
        <div className="grid justify-items-center gap-3 max-sm:w-full">
          <Button asChild size="lg" className="max-sm:w-full">
            <Link href={path(paymentPath(code, linkToken))} prefetch={false}>
              {t('pay_now', { amount: money(payment.amount, true) })}
            </Link>
          </Button>
          {payment.due_at && <Countdown until={payment.due_at} onOver={look} />}
        </div>
      )}
    </section>
  );
}
