'use client';

import { CircleAlert, MapPin, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AccountHeading } from '@/features/account';
import type { Account, Address } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { toast } from '@/shared/ui/toast';
import { useAddresses, useMakeDefault } from '../api/use-addresses';

const AddressSheet = dynamic(() => import('./address-sheet').then((module) => module.AddressSheet), {
  ssr: false,
});
const DeleteDialog = dynamic(() => import('./delete-dialog').then((module) => module.DeleteDialog), {
  ssr: false,
});

export type AddressRegion = { slug: string; country: string; name: string };

type AddressBookProps = { account: Account; first: Address[]; regions: AddressRegion[] };

/** Where gifts go: of all regions, with those that can't be used here marked. */
export function AddressBook({ account, first, regions }: AddressBookProps) {
  const t = useTranslations('store.addresses');
  const tCommon = useTranslations('common');
  const { region } = useStore();
  const { data: addresses, isError, refetch } = useAddresses(first);
  const [editing, setEditing] = useState<Address | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Address | null>(null);
  const add = (
    <Button onClick={() => setEditing('new')}>
      <Plus aria-hidden className="size-4" />
      {t('add')}
    </Button>
  );

  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6">
        <AccountHeading title={t('title')} text={t('text')} />
        {addresses.length > 0 && <div className="mb-8">{add}</div>}
      </div>
      {isError && addresses.length === 0 ? (
        <EmptyState
          icon={CircleAlert}
          title={t('error')}
          action={<Button onClick={() => void refetch()}>{tCommon('retry')}</Button>}
        />
      ) : addresses.length === 0 ? (
        <EmptyState icon={MapPin} title={t('empty_title')} text={t('empty_text')} action={add} />
      ) : (
        <ul className="grid gap-4 xl:grid-cols-2">
          {addresses.map((address) => (
            <li key={address.id}>
              <Card
                address={address}
                elsewhere={
                  address.region === region
                    ? null
                    : (regions.find(({ slug }) => slug === address.region)?.name ?? address.region)
                }
                onEdit={() => setEditing(address)}
                onDelete={() => setDeleting(address)}
              />
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <AddressSheet
          account={account}
          address={editing === 'new' ? null : editing}
          isFirst={addresses.length === 0}
          regions={regions}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting && <DeleteDialog address={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

type CardProps = { address: Address; elsewhere: string | null; onEdit: () => void; onDelete: () => void };

function Card({ address, elsewhere, onEdit, onDelete }: CardProps) {
  const t = useTranslations('store.addresses');
  const { locale } = useStore();
  const makeDefault = useMakeDefault();
  const { recipient } = address;
  const name = address.label || recipient.name;
  return (
    <article
      aria-label={name}
      className="flex h-full flex-col rounded-card border border-line bg-card p-5 md:p-6"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="me-auto font-medium">
          <bdi>{name}</bdi>
        </h2>
        {address.is_default && <Badge tone="gold">{t('default')}</Badge>}
        {elsewhere && <Badge>{t('elsewhere', { region: elsewhere })}</Badge>}
      </div>
      <p className="mt-2 text-[0.9375rem] text-ink-soft">
        {address.label && (
          <span className="block">
            <bdi>{recipient.name}</bdi>
          </span>
        )}
        <span className="block">
          <bdi>{address.one_line}</bdi>
        </span>
        <bdi dir="ltr" className="tabular">
          {recipient.phone}
        </bdi>
      </p>
      <div className="-ms-3 mt-auto flex flex-wrap gap-1 pt-4">
        <Button
          variant="ghost"
          size="sm"
          className="px-3"
          aria-label={t('edit_named', { name })}
          onClick={onEdit}
        >
          {t('edit')}
        </Button>
        <Button
          variant="ghost"
          size="sm"
          className="px-3"
          aria-label={t('delete_named', { name })}
          onClick={onDelete}
        >
          {t('delete')}
        </Button>
        {!address.is_default && (
          <Button
            variant="ghost"
            size="sm"
            className="px-3"
            busy={makeDefault.isPending}
            aria-label={t('make_default_named', { name })}
            onClick={() =>
              makeDefault.mutate(address.id, {
                onError: (error) => toast.error(problemText(error, locale)),
              })
            }
          >
            {t('make_default')}
          </Button>
        )}
      </div>
    </article>
  );
}
