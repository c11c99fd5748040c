'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { CashChoice, ChannelChoice, useChannels } from '@/features/payment';
import type { Money, PaymentMethod } from '@/shared/api/generated';
import { Field, Textarea } from '@/shared/ui/field';
import type { CheckoutForm } from '../model/form';
import { useFieldError } from './use-field-error';

type PaymentProps = { methods: readonly PaymentMethod[]; total: Money; problem?: string };

/** The ways to pay the region offers, and a last word to us. */
export function Payment({ methods, total, problem }: PaymentProps) {
  const t = useTranslations('store.checkout');
  const tCommon = useTranslations('common');
  const { register } = useFormContext<CheckoutForm>();
  const errorOf = useFieldError();
  const error = errorOf('payment_method') ?? errorOf('channel') ?? problem;
  return (
    <div className="grid gap-6">
      <fieldset className="grid gap-3">
        <legend className="sr-only">{t('payment')}</legend>
        {total.minor === 0 ? (
          <p className="rounded-card bg-cream px-5 py-3">{t('free_note')}</p>
        ) : (
          <Ways methods={methods} total={total} />
        )}
        {error && (
          <p role="alert" className="text-sm text-error">
            {error}
          </p>
        )}
      </fieldset>
      <Field label={t('note')} optional={tCommon('optional')} error={errorOf('note')}>
        {(control) => (
          <Textarea
            {...control}
            {...register('note')}
            dir="auto"
            maxLength={500}
            placeholder={t('note_placeholder')}
          />
        )}
      </Field>
    </div>
  );
}

/** One radio group of everything: each way to pay online, and cash. */
function Ways({ methods, total }: { methods: readonly PaymentMethod[]; total: Money }) {
  const t = useTranslations('store.checkout');
  const tCommon = useTranslations('common');
  const { setValue, clearErrors } = useFormContext<CheckoutForm>();
  const [method, channel] = useWatch<CheckoutForm, ['payment_method', 'channel']>({
    name: ['payment_method', 'channel'],
  });
  const takesOnline = methods.includes('online');
  const { channels, isError, refetch } = useChannels(total, { enabled: takesOnline });
  const first = channels?.[0]?.code ?? '';
  const isOffered = channels?.some(({ code }) => code === channel);

  useEffect(() => {
    if (channels && !isOffered) setValue('channel', first);
  }, [channels, first, isOffered, setValue]);

  function choose(next: PaymentMethod, by = channel) {
    setValue('payment_method', next);
    setValue('channel', by);
    clearErrors(['payment_method', 'channel']);
  }

  return (
    <>
      {takesOnline && (
        <ChannelChoice
          name="payment"
          channels={channels}
          isError={isError}
          onRetry={() => void refetch()}
          value={method === 'online' ? channel : null}
          onChange={(code) => choose('online', code)}
        />
      )}
      {methods.includes('cod') && (
        <CashChoice
          name="payment"
          checked={method === 'cod'}
          onChange={() => choose('cod')}
          title={tCommon('payment_method.cod')}
          note={t('cod_note')}
        />
      )}
      {takesOnline && method === 'online' && <p className="text-sm text-ink-soft">{t('online_note')}</p>}
    </>
  );
}
