'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import type { OrderPayments, ProviderEvent } from '@/shared/api/generated';
import { useCodeWords } from './badges';

type ProviderEventsProps = {
  events: readonly ProviderEvent[];
  /** To name the try or refund an event is about. */
  payments: Pick<OrderPayments, 'attempts' | 'refunds'>;
  region: string;
};

const long: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
};

/** Everything the provider said about an order, word for word when opened. */
export function ProviderEvents({ events, payments, region }: ProviderEventsProps) {
  const t = useTranslations('admin.order_payments');
  const kind = useCodeWords('event');
  const { instant } = useStaff();
  if (events.length === 0) return null;
  const reference = (event: ProviderEvent) =>
    payments.refunds.find(({ id }) => id === event.refund_id)?.reference ??
    payments.attempts.find(({ id }) => id === event.attempt_id)?.reference;
  return (
    <Fold title={t('events', { count: events.length })}>
      <ul className="divide-y divide-line border-t border-line">
        {events.map((event) => (
          <li key={event.id}>
            <details className="group/event">
              <summary className="flex list-none flex-wrap items-center gap-x-2 px-4 py-2.5 text-sm -outline-offset-2 transition-colors hover:bg-cream/40 md:px-5 [&::-webkit-details-marker]:hidden">
                <span className="font-medium">{kind(event.kind)}</span>
                <bdi className="text-ink-soft">{event.outcome}</bdi>
                <bdi dir="ltr" className="text-xs text-ink-faint tabular">
                  {reference(event)}
                </bdi>
                <time dateTime={event.received_at} className="ms-auto text-xs text-ink-faint">
                  {instant(event.received_at, region, long)}
                </time>
                <ChevronDown
                  aria-hidden
                  className="size-4 shrink-0 text-ink-faint transition-transform group-open/event:rotate-180"
                />
              </summary>
              <pre
                dir="ltr"
                tabIndex={0}
                aria-label={t('event_body')}
                className="max-h-96 overflow-auto border-t border-line bg-cream/40 px-4 py-3 text-start text-xs leading-5 md:px-5"
              >
                {JSON.stringify(event.body, null, 2)}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** A part of the card that is closed until somebody wants it. */
export function Fold({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <details className="group/fold">
      <summary className="flex list-none items-center justify-between gap-3 px-4 py-3 text-sm font-semibold -outline-offset-2 transition-colors hover:bg-cream/40 md:px-5 [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open/fold:rotate-180"
        />
      </summary>
      {children}
    </details>
  );
}
