'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import type { Order, OrderPayment, PaymentChannel } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { orderPath } from '@/shared/store/paths';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { useOrderPayment, usePay, useSwitchToCash } from '../api/use-payment';
import { sceneOf } from '../model/scene';
import { Countdown } from './countdown';
import { PayForm } from './pay-form';
import { SceneHeader, type Shown } from './scene-header';

/** After so long it is said that it takes long, and what else can be done. */
const slowAfter = 15_000;

type PaymentPageProps = {
  order: Pick<Order, 'code' | 'contact' | 'delivery_date'>;
  /** Null when it wasn't known in time. */
  payment: OrderPayment | null;
  channels: PaymentChannel[] | undefined;
  linkToken: string | undefined;
};

/** Where an order is paid and where the provider sends people back to: says how it stands, and what can be done. */
export function PaymentPage({ order, payment: first, channels, linkToken }: PaymentPageProps) {
  const { code, contact } = order;
  const t = useTranslations('store.payment');
  const { text, money, date, path, locale } = useStore();
  const isBack = useSearchParams().has('paymentId');
  const { data: payment, isError, refetch } = useOrderPayment(code, linkToken, { first });
  const { start, isLeaving, error } = usePay(code, linkToken);
  const cash = useSwitchToCash(code, linkToken);
  const scene: Shown = isLeaving ? 'leaving' : sceneOf(payment, isBack);
  const isSlow = useSlow(scene === 'confirming');

  const look = useCallback(() => void refetch(), [refetch]);
  const amount = payment && money(payment.amount, true);
  const words = {
    name: contact.name.split(' ')[0] ?? '',
    amount: amount ?? '',
    date: date(order.delivery_date),
  };
  const failure = scene === 'failed' && payment?.attempt?.failure;
  const mayPay = payment?.may_pay && (['unfinished', 'choose', 'failed'].includes(scene) || isSlow);
  const isDone = ['paid', 'cash'].includes(scene);
  const orderLink = path(orderPath(code, linkToken));

  const form = payment && mayPay && (
    <div className="grid gap-6">
      {payment.due_at && (
        <div className="text-center">
          <Countdown until={payment.due_at} onOver={look} />
        </div>
      )}
      <PayForm
        payment={payment}
        channels={channels}
        onPay={start}
        onCash={payment.may_switch_to_cash ? () => cash.mutate() : null}
        isSwitching={cash.isPending}
        isUnfinished={scene === 'unfinished'}
      />
    </div>
  );

  return (
    <div className="mx-auto grid max-w-xl gap-8" aria-busy={scene === 'leaving' || undefined}>
      <SceneHeader
        scene={scene}
        eyebrow={
          <>
            {t('number')} <bdi>{code}</bdi>
            {amount && (
              <>
                {' · '}
                <bdi>{amount}</bdi>
              </>
            )}
          </>
        }
        title={t(`${scene}_title`, words)}
      >
        <p>{failure ? text(failure) : t(`${scene}_text`, words)}</p>
        {isSlow && <p className="mt-3">{t('slow_text')}</p>}
      </SceneHeader>

      {error && scene !== 'leaving' && (
        <Alert tone="error" role="alert" title={text(error.title)}>
          {error.detail && <p>{text(error.detail)}</p>}
        </Alert>
      )}
      {cash.isError && (
        <Alert tone="error" role="alert">
          {problemText(cash.error, locale)}
        </Alert>
      )}
      {isError && (
        <Alert tone="warn" title={t('offline')}>
          <Button variant="outline" size="sm" className="mt-3" onClick={look}>
            {t('look_again')}
          </Button>
        </Alert>
      )}

      {form && isSlow && scene === 'confirming' ? (
        <details className="rounded-card border border-line bg-card">
          <summary className="px-5 py-4 text-[0.9375rem] font-medium">{t('other_ways')}</summary>
          <div className="border-t border-line p-5">{form}</div>
        </details>
      ) : (
        form && <div className="rounded-card border border-line bg-card p-6 md:p-8">{form}</div>
      )}

      {scene !== 'leaving' && (
        <p className="flex flex-wrap items-center justify-center gap-3">
          <Button asChild variant={isDone ? 'primary' : 'link'} size={isDone ? 'md' : 'bare'}>
            <Link href={orderLink} prefetch={false}>
              {t(isDone ? 'follow' : 'see_order')}
            </Link>
          </Button>
          {['ended', 'going_back'].includes(scene) && (
            <Button asChild>
              <Link href={path('/shop')}>{t('shop')}</Link>
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** Whether something has been going on for longer than one expects. */
function useSlow(isOn: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setSlow(true), slowAfter);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isOn]);
  return isOn && isSlow;
}
