'use client';

import { useTranslations } from 'next-intl';
import type { OrderEvent } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { paymentEvents } from '../model/payment-events';

/** What happened to the money of an order, when anything did. */
export function PaymentEvents({ timeline }: { timeline: OrderEvent[] }) {
  const t = useTranslations('store.order');
  const { instant } = useStore();
  const events = paymentEvents(timeline);
  if (events.length === 0) return null;
  return (
    <ul aria-label={t('events')} className="mt-5 grid gap-2 border-t border-line pt-5 text-sm">
      {events.map(({ kind, at }) => (
        <li key={kind + at} className="flex justify-between gap-4">
          <span>{t(`event.${kind}`)}</span>
          <time dateTime={at} className="shrink-0 text-ink-faint">
            {instant(at)}
          </time>
        </li>
      ))}
    </ul>
  );
}
