'use client';

import { ChevronLeft, Printer } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import type { AdminOrder } from '@/shared/api/generated';
import { BrandMark, Wordmark } from '@/shared/ui/brand';
import { Button } from '@/shared/ui/button';
import { addressLines, readablePhone } from '../model/address';

/** One sheet that goes with the box: what is in it, for whom, and the words for the card. No prices: it is a gift. */
export function PackingSlip({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.slip');
  const { path, locale, text, date, region } = useStaff();
  const lines = addressLines(order.address, region(order.region).addressFields);
  const messages = order.lines.filter((line) => line.gift_message);
  return (
    <div data-theme="light" className="min-h-dvh bg-cream text-ink print:bg-card">
      <div className="mx-auto flex max-w-[52rem] items-center justify-between gap-3 p-4 print:hidden">
        <Button asChild variant="ghost" size="sm">
          <Link href={path(`/orders/${order.id}`)}>
            <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
            {t('back')}
          </Link>
        </Button>
        <Button variant="accent" size="sm" onClick={() => window.print()}>
          <Printer aria-hidden className="size-4" />
          {t('print')}
        </Button>
      </div>
      <main
        id="content"
        className="mx-auto max-w-[52rem] bg-card p-6 shadow-soft sm:p-12 print:max-w-none print:p-0 print:shadow-none"
      >
        <header className="flex items-start justify-between gap-6 border-b-2 border-ink pb-5">
          <Wordmark locale={locale} />
          <div className="text-end">
            <h1 className="text-sm text-ink-soft">{t('title')}</h1>
            <bdi className="text-2xl font-semibold tabular">{order.code}</bdi>
          </div>
        </header>
        <section className="grid gap-6 border-b border-line py-5 sm:grid-cols-2 print:grid-cols-2">
          <div>
            <h2 className="text-xs text-ink-soft">{t('deliver_to')}</h2>
            <p className="text-lg font-semibold">
              <bdi>{order.recipient.name}</bdi>
            </p>
            <p dir="ltr" className="text-start tabular rtl:text-right">
              {readablePhone(order.recipient.phone)}
            </p>
            <address className="mt-1 not-italic">
              {lines.map(({ key, label, value }) => (
                <span key={key} className="block">
                  {label && <span className="text-ink-soft">{text(label)}: </span>}
                  <bdi>{value}</bdi>
                </span>
              ))}
              <span className="block font-medium">
                {text(order.zone.name)} · {text(region(order.region).name)}
              </span>
            </address>
          </div>
          <div>
            <h2 className="text-xs text-ink-soft">{t('delivery_day')}</h2>
            <p className="text-lg font-semibold">
              {date(order.delivery_date, {
                weekday: 'long',
                day: 'numeric',
                month: 'long',
                year: 'numeric',
              })}
            </p>
            {order.note && (
              <>
                <h2 className="mt-3 text-xs text-ink-soft">{t('note')}</h2>
                <p dir="auto" className="break-words whitespace-pre-wrap">
                  {order.note}
                </p>
              </>
            )}
          </div>
        </section>
        <table className="w-full border-collapse text-start">
          <caption className="sr-only">{t('items')}</caption>
          <thead>
            <tr className="border-b border-line text-xs text-ink-soft">
              <th scope="col" className="w-10 py-3 text-start font-medium">
                {t('packed')}
              </th>
              <th scope="col" className="px-3 py-3 text-start font-medium">
                {t('items')}
              </th>
              <th scope="col" className="w-16 py-3 text-end font-medium">
                {t('quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.id} className="break-inside-avoid border-b border-line align-top">
                <td className="py-3.5">
                  <span aria-hidden className="block size-5 rounded-[4px] border-2 border-ink" />
                </td>
                <td className="px-3 py-3">
                  <p className="font-medium">{text(line.title)}</p>
                  <p className="text-sm text-ink-soft">
                    {line.options.map(({ name, value }) => (
                      <span key={text(name)} className="me-3 inline-block">
                        {text(name)}: {text(value)}
                      </span>
                    ))}
                    <bdi className="inline-block tabular">{line.sku}</bdi>
                  </p>
                  {line.custom_name && (
                    <p className="mt-1 text-sm">
                      <span className="text-ink-soft">{t('custom_name')}: </span>
                      <bdi className="font-semibold">{line.custom_name}</bdi>
                    </p>
                  )}
                </td>
                <td className="py-3 text-end text-lg font-semibold tabular">{line.quantity}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {messages.map((line) => (
          <section
            key={line.id}
            className="mt-8 break-inside-avoid rounded-card border border-gold px-6 py-8 text-center"
          >
            <BrandMark className="mx-auto size-8 text-gold" />
            <h2 className="mt-1 text-xs text-ink-soft">{t('card_for', { item: text(line.title) })}</h2>
            <p
              dir="auto"
              className="mx-auto mt-4 max-w-prose display text-display-4 break-words whitespace-pre-wrap"
            >
              {line.gift_message}
            </p>
          </section>
        ))}
      </main>
    </div>
  );
}
