'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { RadioCard } from '@/shared/ui/radio-card';
import type { CheckoutForm } from '../model/form';
import { PersonFields } from './person-fields';

/** For oneself or for someone else; only then their name and number are asked. */
export function Recipient({ dialCode }: { dialCode: string }) {
  const t = useTranslations('store.checkout');
  const { register } = useFormContext<CheckoutForm>();
  const receiver = useWatch<CheckoutForm, 'receiver'>({ name: 'receiver' });
  return (
    <fieldset>
      <legend className="sr-only">{t('recipient')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <RadioCard title={t('recipient_me')} value="me" {...register('receiver')} />
        <RadioCard
          title={t('recipient_other')}
          note={t('recipient_other_note')}
          value="other"
          {...register('receiver')}
        />
      </div>
      {receiver === 'other' && (
        <div className="mt-5 animate-fade-in">
          <PersonFields who="recipient" dialCode={dialCode} />
        </div>
      )}
    </fieldset>
  );
}
