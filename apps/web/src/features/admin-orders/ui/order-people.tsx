'use client';

import { Mail, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card, CopyButton } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { AdminOrder } from '@/shared/api/generated';
import { addressLines, readablePhone } from '../model/address';
import { DeliveryDay } from './delivery-day';

/** Where it goes, and who is to be called: each with one tap. */
export function OrderPeople({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.order');
  const { text, region } = useStaff();
  const { contact, recipient } = order;
  const isGift = recipient.name !== contact.name || recipient.phone !== contact.phone;
  const lines = addressLines(order.address, region(order.region).addressFields);
  const zone = text(order.zone.name);
  const wholeAddress = [recipient.name, ...lines.map((line) => line.value), zone, recipient.phone].join('\n');
  return (
    <>
      <Card
        title={t('delivery')}
        aside={<CopyButton text={wholeAddress} what={t('copy_address')} className="-me-2" />}
      >
        <p className="text-lg">
          <DeliveryDay date={order.delivery_date} region={order.region} status={order.status} />
        </p>
        <address className="mt-3 grid gap-0.5 text-[0.9375rem] not-italic">
          <span className="font-medium">
            {zone} · {text(region(order.region).name)}
          </span>
          {lines.map(({ key, label, value }) => (
            <span key={key} className="break-words">
              {label && <span className="text-ink-faint">{text(label)}: </span>}
              <bdi>{value}</bdi>
            </span>
          ))}
        </address>
        {order.note && (
          <div className="mt-4 rounded-[10px] bg-warn-soft px-3 py-2 text-sm text-warn">
            <p className="font-medium">{t('customer_note')}</p>
            <p dir="auto" className="break-words whitespace-pre-wrap">
              {order.note}
            </p>
          </div>
        )}
      </Card>
      <Card title={t(isGift ? 'recipient' : 'customer')}>
        <Person name={recipient.name} phone={recipient.phone} email={isGift ? null : contact.email} />
        {isGift && (
          <div className="mt-4 border-t border-line pt-4">
            <h3 className="mb-1 text-sm text-ink-soft">{t('ordered_by')}</h3>
            <Person name={contact.name} phone={contact.phone} email={contact.email} />
          </div>
        )}
      </Card>
    </>
  );
}

function Person({ name, phone, email }: { name: string; phone: string; email: string | null }) {
  const t = useTranslations('admin.order');
  const link =
    'inline-flex min-h-9 min-w-0 items-center gap-2.5 rounded-full text-ink-soft transition-colors hover:text-accent-deep';
  return (
    <div>
      <p className="font-medium break-words">
        <bdi>{name}</bdi>
      </p>
      <div className="flex items-center justify-between gap-2 text-sm">
        <a href={`tel:${phone}`} className={link} aria-label={t('call', { name, phone })}>
          <Phone aria-hidden className="size-4 shrink-0" />
          <span dir="ltr" className="tabular">
            {readablePhone(phone)}
          </span>
        </a>
        <CopyButton text={phone} what={t('copy_phone')} className="-me-2" />
      </div>
      {email && (
        <div className="flex items-center justify-between gap-2 text-sm">
          <a href={`mailto:${email}`} className={link}>
            <Mail aria-hidden className="size-4 shrink-0" />
            <span dir="ltr" className="truncate">
              {email}
            </span>
          </a>
          <CopyButton text={email} what={t('copy_email')} className="-me-2" />
        </div>
      )}
    </div>
  );
}
