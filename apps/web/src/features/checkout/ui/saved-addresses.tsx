'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Address, Store } from '@/shared/api/generated';
import { RadioCard } from '@/shared/ui/radio-card';
import { fromAddress, withPhone, type CheckoutForm } from '../model/form';

const none = 'new';

/** The addresses kept for this region: one tap fills in the form, which can still be changed. */
export function SavedAddresses({ store, addresses }: { store: Store; addresses: Address[] }) {
  const t = useTranslations('store.checkout');
  const { setValue, getValues, clearErrors } = useFormContext<CheckoutForm>();
  const first = addresses.find((address) => address.is_default) ?? addresses[0];
  const [chosen, setChosen] = useState(first?.id ?? none);

  function choose(address: Address | null) {
    const { receiver, recipient, ...values } = getValues();
    const contact = withPhone(values.contact, address ?? undefined);
    const { address_fields: fields, zones } = store;
    const next = address
      ? fromAddress(address, contact, fields, zones)
      : { zone: '', address: Object.fromEntries(fields.map(({ key }) => [key, ''])), receiver, recipient };
    setChosen(address?.id ?? none);
    // Another zone has other days: the one chosen before may not be among them.
    if (next.zone !== getValues('zone')) setValue('delivery_date', '');
    setValue('contact.phone', contact.phone);
    setValue('zone', next.zone);
    setValue('receiver', next.receiver);
    setValue('recipient', next.recipient);
    for (const [key, value] of Object.entries(next.address)) setValue(`address.${key}`, value);
    clearErrors(['zone', 'address', 'recipient']);
  }

  return (
    <fieldset className="mb-8">
      <legend className="mb-3 text-sm font-medium">{t('saved_addresses')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {addresses.map((address) => (
          <RadioCard
            key={address.id}
            name="saved_address"
            checked={chosen === address.id}
            onChange={() => choose(address)}
            title={<bdi>{address.label || address.recipient.name}</bdi>}
            note={<bdi>{address.one_line}</bdi>}
          />
        ))}
        <RadioCard
          name="saved_address"
          checked={chosen === none}
          onChange={() => choose(null)}
          title={t('new_address')}
        />
      </div>
    </fieldset>
  );
}
