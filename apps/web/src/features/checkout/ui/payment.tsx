'use client';

import { useTranslations } from 'next-intl';
import { useFormContext } from 'react-hook-form';
import type { PaymentMethod } from '@/shared/api/generated';
import { Field, Textarea } from '@/shared/ui/field';
import { RadioCard } from '@/shared/ui/radio-card';
import type { CheckoutForm } from '../model/form';
import { useFieldError } from './use-field-error';

type PaymentProps = { methods: readonly PaymentMethod[]; problem?: string };

/** The ways to pay the region offers, and a last word to us. */
export function Payment({ methods, problem }: PaymentProps) {
  const t = useTranslations('store.checkout');
  const tCommon = useTranslations('common');
  const { register } = useFormContext<CheckoutForm>();
  const errorOf = useFieldError();
  const error = errorOf('payment_method') ?? problem;
  return (
    <div className="grid gap-6">
      <fieldset className="grid gap-3">
        <legend className="sr-only">{t('payment')}</legend>
        {methods.map((method) => (
          <RadioCard
            key={method}
            value={method}
            title={tCommon(`payment_method.${method}`)}
            note={t(`${method}_note`)}
            {...register('payment_method')}
          />
        ))}
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
