'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect } from 'react';
import type { Order } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { paymentPath } from '@/shared/store/paths';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { useOrderPayment } from '../api/use-payment';
import { sceneOf } from '../model/scene';
import { Countdown } from './countdown';

type PaymentNoticeProps = {
  order: Pick<Order, 'code' | 'status' | 'contact'>;
  linkToken: string | undefined;
};

const tones = { failed: 'error', in_review: 'info', going_back: 'info' } as const;

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
  return (
    <Alert
      tone={scene in tones ? tones[scene as keyof typeof tones] : 'warn'}
      title={t(`${scene}_title`, { name: '' })}
      className="mb-8 md:p-6"
    >
      <p>{failure ? text(failure) : t(`${scene}_text`, { amount: money(payment.amount, true), date: '' })}</p>
      {payment.may_pay && (
        <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button asChild>
            <Link href={path(paymentPath(code, linkToken))} prefetch={false}>
              {t('pay_now', { amount: money(payment.amount, true) })}
            </Link>
          </Button>
          {payment.due_at && <Countdown until={payment.due_at} onOver={look} />}
        </div>
      )}
    </Alert>
  );
}
