'use client';

import { useTranslations } from 'next-intl';
import { useFormContext } from 'react-hook-form';
import type { Store } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Field, Input } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';
import type { CheckoutForm } from '../model/form';
import { useFieldError } from './use-field-error';

/** The zone, then the fields an address has in this country. */
export function AddressFields({ store }: { store: Store }) {
  const t = useTranslations('store.checkout');
  const tCommon = useTranslations('common');
  const { text, money } = useStore();
  const { register, setValue } = useFormContext<CheckoutForm>();
  const errorOf = useFieldError();
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={t('zone')} error={errorOf('zone')} className="sm:col-span-2">
        {(control) => (
          <Select
            {...control}
            // Another zone has other days: the one chosen before may not be among them.
            {...register('zone', { onChange: () => setValue('delivery_date', '') })}
          >
            <option value="">{t('zone_choose')}</option>
            {store.zones.map((zone) => (
              <option key={zone.code} value={zone.code}>
                {text(zone.name)} ·{' '}
                {zone.shipping_fee.minor === 0 ? t('zone_free') : money(zone.shipping_fee)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {store.address_fields.map((field) => (
        <Field
          key={field.key}
          label={text(field.label)}
          optional={field.required ? undefined : tCommon('optional')}
          hint={field.hint && text(field.hint)}
          error={errorOf(`address.${field.key}`)}
        >
          {(control) => (
            <Input
              {...control}
              {...register(`address.${field.key}`)}
              dir="auto"
              maxLength={field.max_length}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
