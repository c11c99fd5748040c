'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Account, Address, AddressSchema, Zone } from '@/shared/api/generated';
import { ownName } from '@/shared/lib/account-name';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field, Input } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';
import { Sheet, SheetContent } from '@/shared/ui/sheet';
import { Skeleton } from '@/shared/ui/skeleton';
import { toast } from '@/shared/ui/toast';
import { useAddressForm, useSaveAddress } from '../api/use-addresses';
import { toAddressInput } from '../model/input';
import type { AddressRegion } from './address-book';

type AddressSheetProps = {
  account: Account;
  /** Null for a new one. */
  address: Address | null;
  isFirst: boolean;
  regions: AddressRegion[];
  onClose: () => void;
};

/** An address to fill in, shaped by the country its region lies in. */
export function AddressSheet({ account, address, isFirst, regions, onClose }: AddressSheetProps) {
  const t = useTranslations('store.addresses');
  const tCommon = useTranslations('common');
  const here = useStore().region;
  const [slug, setSlug] = useState(address?.region ?? here);
  const region = regions.find((r) => r.slug === slug);
  const form = useAddressForm(region);
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent title={t(address ? 'edit_title' : 'add_title')}>
        <div className="grid gap-5 pb-4">
          <Field label={t('region')} hint={slug === here ? undefined : t('region_hint')}>
            {(control) => (
              <Select {...control} value={slug} onChange={(event) => setSlug(event.target.value)}>
                {regions.map((r) => (
                  <option key={r.slug} value={r.slug}>
                    {r.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {form.data ? (
            <Fields
              key={slug}
              {...form.data}
              region={slug}
              account={account}
              address={address}
              isFirst={isFirst}
              onClose={onClose}
            />
          ) : form.isError ? (
            <Alert tone="error">
              <p>{t('form_error')}</p>
              <Button variant="outline" size="sm" className="mt-3" onClick={() => void form.refetch()}>
                {tCommon('retry')}
              </Button>
            </Alert>
          ) : (
            <div role="status" aria-label={tCommon('loading')} className="grid gap-5">
              {[1, 2, 3, 4].map((n) => (
                <Skeleton key={n} className="h-12 w-full" />
              ))}
            </div>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

type FieldsProps = Omit<AddressSheetProps, 'regions'> & {
  region: string;
  schema: AddressSchema;
  zones: Zone[];
};

function Fields({ region, schema, zones, account, address, isFirst, onClose }: FieldsProps) {
  const t = useTranslations('store.addresses');
  const tAuth = useTranslations('store.auth');
  const tCommon = useTranslations('common');
  const { locale, text } = useStore();
  const save = useSaveAddress(address?.id);
  const names = schema.fields.map((field) => `fields.${field.key}`);
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['label', 'recipient.name', 'recipient.phone', 'zone', ...names],
    required: [
      'recipient.name',
      'recipient.phone',
      ...(zones.length > 0 ? ['zone'] : []),
      ...schema.fields.filter((field) => field.required).map((field) => `fields.${field.key}`),
    ],
    requiredText: tAuth('required'),
    send: (values) => save.mutateAsync(toAddressInput({ ...values, region })),
    onDone: () => {
      toast.success(t('saved'));
      onClose();
    },
  });
  // What was filled in for another country has no place in this one's form.
  const known = address?.region === region ? address : null;
  return (
    <form {...form} className="grid gap-5 sm:grid-cols-2">
      {notice && (
        <Alert tone="error" role="alert" className="sm:col-span-2">
          {notice}
        </Alert>
      )}
      <Field
        label={t('label')}
        optional={tCommon('optional')}
        hint={t('label_hint')}
        error={errorOf('label')}
        className="sm:col-span-2"
      >
        {(control) => (
          <Input {...control} name="label" dir="auto" maxLength={40} defaultValue={address?.label} />
        )}
      </Field>
      <Field label={t('recipient_name')} error={errorOf('recipient.name')}>
        {(control) => (
          <Input
            {...control}
            name="recipient.name"
            dir="auto"
            autoComplete="name"
            maxLength={100}
            defaultValue={address?.recipient.name ?? ownName(account)}
          />
        )}
      </Field>
      <Field
        label={t('recipient_phone')}
        hint={t.rich('phone_hint', {
          code: schema.phone_country_code,
          n: (chunks) => <bdi dir="ltr">{chunks}</bdi>,
        })}
        error={errorOf('recipient.phone')}
      >
        {(control) => (
          <Input
            {...control}
            name="recipient.phone"
            type="tel"
            inputMode="tel"
            dir="ltr"
            autoComplete="tel"
            maxLength={24}
            defaultValue={address?.recipient.phone ?? account.phone ?? ''}
          />
        )}
      </Field>
      {zones.length > 0 && (
        <Field label={text(schema.zone_label)} error={errorOf('zone')} className="sm:col-span-2">
          {(control) => (
            <Select {...control} name="zone" defaultValue={known?.zone ?? ''}>
              <option value="">{t('choose')}</option>
              {zones.map((zone) => (
                <option key={zone.code} value={zone.code}>
                  {text(zone.name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {schema.fields.map((field) => (
        <Field
          key={field.key}
          label={text(field.label)}
          optional={field.required ? undefined : tCommon('optional')}
          hint={field.hint && text(field.hint)}
          error={errorOf(`fields.${field.key}`)}
        >
          {(control) => (
            <Input
              {...control}
              name={`fields.${field.key}`}
              dir="auto"
              inputMode={field.format === 'number' ? 'numeric' : undefined}
              maxLength={field.max_length}
              defaultValue={known?.fields[field.key]}
            />
          )}
        </Field>
      ))}
      {!isFirst && !address?.is_default && (
        <Checkbox name="is_default" label={t('use_as_default')} className="sm:col-span-2" />
      )}
      <div className="flex gap-3 sm:col-span-2">
        <Button type="submit" size="lg" busy={isSending} className="flex-1">
          {tCommon('save')}
        </Button>
        <Button variant="ghost" size="lg" onClick={onClose}>
          {tCommon('cancel')}
        </Button>
      </div>
    </form>
  );
}
