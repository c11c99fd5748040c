'use client';

import { CalendarX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Skeleton } from '@/shared/ui/skeleton';
import { useDeliveryDays } from '../api/use-quote';
import { blockedByReason } from '../model/days';
import type { CheckoutForm } from '../model/form';
import { useFieldError } from './use-field-error';

const perPage = 14;

/** Two weeks at a time; days that can't be had stay in sight, with the reason underneath. */
export function DatePicker({ leadDays, problem }: { leadDays: number; problem?: string }) {
  const t = useTranslations('store.checkout');
  const tCommon = useTranslations('common');
  const { date: format, text } = useStore();
  const { register } = useFormContext<CheckoutForm>();
  const [zone, chosen] = useWatch<CheckoutForm, ['zone', 'delivery_date']>({
    name: ['zone', 'delivery_date'],
  });
  const error = useFieldError()('delivery_date') ?? (chosen ? problem : undefined);
  const { data: days, isPending, isError, refetch } = useDeliveryDays(zone, leadDays);
  const [page, setPage] = useState(0);

  if (!zone)
    return (
      <p className={cn('rounded-card bg-cream p-5', error ? 'text-error' : 'text-ink-soft')}>
        {t('date_first_zone')}
      </p>
    );
  if (isError) {
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-4 rounded-card bg-error-soft p-5 text-error"
      >
        {t('date_error')}
        <Button size="sm" variant="outline" onClick={() => refetch()}>
          {tCommon('retry')}
        </Button>
      </div>
    );
  }
  const grid = 'grid grid-cols-4 gap-2 sm:grid-cols-7';
  if (isPending) {
    return (
      <div aria-busy className={grid}>
        {Array.from({ length: perPage }, (_, n) => (
          <Skeleton key={n} className="h-20" />
        ))}
      </div>
    );
  }
  const shown = days.slice(page * perPage, (page + 1) * perPage);
  const blocked = blockedByReason(shown);

  return (
    <fieldset className="min-w-0" aria-describedby={error ? 'date-error' : undefined}>
      <legend className="sr-only">{t('date')}</legend>
      <div className={grid}>
        {shown.map((day) => {
          const isOn = day.date === chosen;
          return (
            <label
              key={day.date}
              className={cn(
                'relative flex h-20 flex-col items-center justify-center rounded-card border text-center leading-tight transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                !day.is_available && 'cursor-not-allowed border-transparent bg-cream/70 text-ink-faint',
                day.is_available &&
                  (isOn
                    ? 'border-ink bg-ink text-on-ink'
                    : 'cursor-pointer border-line bg-card hover:border-ink'),
              )}
            >
              <input
                type="radio"
                value={day.date}
                disabled={!day.is_available}
                {...register('delivery_date')}
                className="sr-only"
              />
              <span aria-hidden className="text-xs">
                {format(day.date, { weekday: 'short' })}
              </span>
              <span
                aria-hidden
                className={cn(
                  'text-lg font-medium tabular',
                  !day.is_available && 'line-through decoration-1',
                )}
              >
                {format(day.date, { day: 'numeric' })}
              </span>
              <span aria-hidden className="text-xs">
                {format(day.date, { month: 'short' })}
              </span>
              <span className="sr-only">
                {format(day.date)}
                {day.reason && ` — ${t('date_reason', { reason: text(day.reason.text) })}`}
              </span>
            </label>
          );
        })}
      </div>
      <div className="mt-3 flex justify-between gap-4">
        <Button
          variant="ghost"
          size="sm"
          className={cn('-ms-3', page === 0 && 'invisible')}
          onClick={() => setPage(page - 1)}
        >
          {t('date_earlier')}
        </Button>
        {(page + 1) * perPage < days.length && (
          <Button variant="ghost" size="sm" className="-me-3" onClick={() => setPage(page + 1)}>
            {t('date_later')}
          </Button>
        )}
      </div>
      {error && (
        <p id="date-error" role="alert" className="mt-1 text-sm text-error">
          {error}
        </p>
      )}
      {blocked.length > 0 && (
        <ul className="mt-3 grid gap-1.5 text-sm text-ink-soft">
          {blocked.map((group) => (
            <li key={group.text.en} className="flex gap-2.5">
              <CalendarX aria-hidden strokeWidth={1.5} className="mt-0.5 size-4 shrink-0 text-ink-faint" />
              <span>
                {text(group.text)}
                <span className="ms-1.5 text-ink-faint">
                  ({group.dates.map((d) => format(d, { day: 'numeric', month: 'short' })).join(' · ')})
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
