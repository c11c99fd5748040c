'use client';

import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card, Facts, Initials } from '@/features/admin-kit';
import { sections, useStaff } from '@/features/admin-session';
import type { Customer } from '@/shared/api/generated';
import { Alert } from '@/shared/ui/alert';
import { Badge } from '@/shared/ui/badge';
import { useCustomer } from '../api/customers';
import { CustomerBadges } from './badges';
import { CustomerAccess } from './customer-access';
import { CustomerOrders } from './customer-orders';
import { MaskNote } from './mask-note';

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

export function CustomerPage({ initial }: { initial: Customer }) {
  const t = useTranslations('admin.customers');
  const { can, instant, path } = useStaff();
  const { data: customer } = useCustomer(initial);
  const mayManage = can('customers', 'manage', customer.region ?? undefined);
  return (
    <div className="grid grid-cols-1 gap-5">
      <header>
        <Link
          href={path(sections.customers.path)}
          className="mb-2 inline-flex items-center gap-1 rounded-sm text-sm text-ink-soft hover:text-accent-deep"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t('title')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Initials name={customer.full_name} className="size-12 text-sm" />
          <div className="min-w-0">
            <h1 className="display text-display-3">
              <bdi>{customer.full_name}</bdi>
            </h1>
            <p className="text-sm text-ink-soft">
              {t('since', { day: instant(customer.created_at, customer.region, day) })}
            </p>
          </div>
          <div className="flex flex-wrap gap-1.5 sm:ms-auto">
            <CustomerBadges customer={customer} />
          </div>
        </div>
      </header>
      {customer.is_masked && <MaskNote />}
      {!customer.is_active && (
        <Alert tone="warn" title={t('disabled_title')}>
          <span dir="auto">{customer.disabled_reason}</span>
        </Alert>
      )}
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-5">
          {can('orders') && <CustomerOrders customer={customer} />}
          <Addresses customer={customer} />
        </div>
        <div className="grid grid-cols-1 gap-5">
          <Profile customer={customer} />
          {mayManage && <CustomerAccess customer={customer} />}
        </div>
      </div>
    </div>
  );
}

function Profile({ customer }: { customer: Customer }) {
  const t = useTranslations('admin.customers');
  const tCommon = useTranslations('common');
  const { instant, region, text } = useStaff();
  const { email, phone, locale, providers, last_seen_at } = customer;
  const contact = 'rounded-sm hover:text-accent-deep break-all';
  return (
    <Card title={t('profile')}>
      <Facts
        items={[
          {
            label: t('email'),
            value: email ? (
              <span className="flex flex-wrap items-center gap-2">
                {customer.is_masked ? (
                  <bdi dir="ltr" className="break-all">
                    {email}
                  </bdi>
                ) : (
                  <a href={`mailto:${email}`} dir="ltr" className={contact}>
                    {email}
                  </a>
                )}
                {customer.email_verified && <Badge tone="success">{t('verified')}</Badge>}
              </span>
            ) : (
              '—'
            ),
          },
          {
            label: t('phone'),
            value: !phone ? (
              '—'
            ) : customer.is_masked ? (
              <bdi dir="ltr">{phone}</bdi>
            ) : (
              <a href={`tel:${phone}`} dir="ltr" className={contact}>
                {phone}
              </a>
            ),
          },
          { label: t('region'), value: customer.region ? text(region(customer.region).name) : '—' },
          { label: t('language'), value: tCommon(locale === 'ar' ? 'arabic' : 'english') },
          ...(providers.length > 0
            ? [{ label: t('providers'), value: providers.map((name) => t(`provider_${name}`)).join(', ') }]
            : []),
          {
            label: t('last_seen'),
            value: last_seen_at ? instant(last_seen_at, customer.region) : t('never_seen'),
          },
        ]}
      />
    </Card>
  );
}

function Addresses({ customer }: { customer: Customer }) {
  const t = useTranslations('admin.customers');
  const { region, text } = useStaff();
  return (
    <Card flush={customer.addresses.length > 0} title={t('addresses')}>
      {customer.addresses.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('no_addresses')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {customer.addresses.map((address) => (
            <li key={address.id} className="px-4 py-3.5 text-[0.9375rem] md:px-5">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <bdi>{address.label || text(region(address.region).name)}</bdi>
                {address.is_default && <Badge>{t('default_address')}</Badge>}
              </p>
              <p className="text-sm text-ink-soft">
                <bdi>{address.recipient.name}</bdi> · <bdi dir="ltr">{address.recipient.phone}</bdi>
              </p>
              <p dir="auto" className="text-sm break-words text-ink-soft">
                {address.one_line}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
