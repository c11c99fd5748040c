'use client';

import { useTranslations } from 'next-intl';
import { useFormContext } from 'react-hook-form';
import { Field, Input } from '@/shared/ui/field';
import type { CheckoutForm } from '../model/form';
import { useFieldError } from './use-field-error';

type PersonFieldsProps = { who: 'contact' | 'recipient'; dialCode: string };

/** Name and phone of the payer or of the one who receives. */
export function PersonFields({ who, dialCode }: PersonFieldsProps) {
  const t = useTranslations('store.checkout');
  const tCommon = useTranslations('common');
  const { register } = useFormContext<CheckoutForm>();
  const errorOf = useFieldError();
  const own = who === 'contact';
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={t(own ? 'name' : 'recipient_name')} error={errorOf(`${who}.name`)}>
        {(control) => (
          <Input
            {...control}
            {...register(`${who}.name`)}
            dir="auto"
            autoComplete={own ? 'name' : 'off'}
            maxLength={120}
          />
        )}
      </Field>
      <Field
        label={t(own ? 'phone' : 'recipient_phone')}
        hint={t.rich('phone_hint', { code: dialCode, n: (chunks) => <bdi dir="ltr">{chunks}</bdi> })}
        error={errorOf(`${who}.phone`)}
      >
        {(control) => (
          <Input
            {...control}
            {...register(`${who}.phone`)}
            dir="ltr"
            type="tel"
            inputMode="tel"
            autoComplete={own ? 'tel' : 'off'}
            maxLength={24}
          />
        )}
      </Field>
      {own && (
        <Field
          label={t('email')}
          optional={tCommon('optional')}
          hint={t('email_hint')}
          error={errorOf('contact.email')}
          className="sm:col-span-2"
        >
          {(control) => (
            <Input
              {...control}
              {...register('contact.email')}
              dir="ltr"
              type="email"
              inputMode="email"
              autoComplete="email"
              maxLength={254}
            />
          )}
        </Field>
      )}
    </div>
  );
}
