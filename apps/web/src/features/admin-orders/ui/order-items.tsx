'use client';

import { Gift, MessageSquareQuote, PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { AdminOrder, OrderLine } from '@/shared/api/generated';

export function OrderItems({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.order');
  return (
    <Card title={t('items')} flush>
      <ul className="divide-y divide-line">
        {order.lines.map((line) => (
          <Line key={line.id} line={line} region={order.region} />
        ))}
      </ul>
      <Totals order={order} />
    </Card>
  );
}

function Line({ line, region }: { line: OrderLine; region: string }) {
  const t = useTranslations('admin.order');
  const { text, money } = useStaff();
  return (
    <li className="flex gap-4 p-4 md:px-5">
      <span className="relative block size-16 shrink-0 overflow-hidden rounded-[10px] bg-cream">
        {line.picture_url ? (
          <img src={line.picture_url} alt="" loading="lazy" className="size-full object-cover" />
        ) : (
          <Gift aria-hidden strokeWidth={1} className="absolute inset-0 m-auto size-6 text-line-strong" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <p className="font-medium">{text(line.title)}</p>
            <p className="text-sm text-ink-soft">
              {line.options.map(({ name, value }) => (
                <span key={text(name)} className="me-3 inline-block">
                  {text(name)}: {text(value)}
                </span>
              ))}
              <bdi className="inline-block text-ink-faint tabular">{line.sku}</bdi>
            </p>
          </div>
          <div className="shrink-0 text-end">
            <bdi className="block font-medium tabular">{money(line.subtotal, region)}</bdi>
            <span className="block text-sm text-ink-soft tabular">
              <bdi>{money(line.unit_price, region)}</bdi> × {line.quantity}
            </span>
            {line.discount.minor > 0 && (
              <span className="block text-sm text-success tabular">
                <bdi>−{money(line.discount, region)}</bdi>
              </span>
            )}
          </div>
        </div>
        {(line.gift_message || line.custom_name) && (
          <dl className="mt-2.5 grid gap-1.5 text-sm">
            {line.custom_name && (
              <div className="flex items-start gap-2">
                <PenLine aria-hidden className="mt-1 size-3.5 shrink-0 text-gold-deep" />
                <dt className="shrink-0 text-ink-soft">{t('custom_name')}</dt>
                <dd dir="auto" className="min-w-0 font-medium break-words">
                  {line.custom_name}
                </dd>
                {line.custom_name_fee.minor > 0 && (
                  <dd className="ms-auto shrink-0 text-ink-faint tabular">
                    <bdi>+{money(line.custom_name_fee, region)}</bdi>
                  </dd>
                )}
              </div>
            )}
            {line.gift_message && (
              <div className="flex items-start gap-2 rounded-[10px] bg-cream px-3 py-2">
                <MessageSquareQuote aria-hidden className="mt-1 size-3.5 shrink-0 text-gold-deep" />
                <dt className="sr-only">{t('gift_message')}</dt>
                <dd dir="auto" className="min-w-0 flex-1 break-words whitespace-pre-wrap">
                  {line.gift_message}
                </dd>
              </div>
            )}
          </dl>
        )}
      </div>
    </li>
  );
}

function Totals({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.order');
  const { money, locale } = useStaff();
  const { totals, promo_code: code } = order;
  const rate = new Intl.NumberFormat(`${locale}-u-nu-latn`, {
    style: 'percent',
    maximumFractionDigits: 2,
  }).format(totals.vat_rate_bp / 10_000);
  const rows = [
    { key: 'subtotal', label: t('subtotal'), amount: totals.subtotal, sign: '' },
    ...(totals.discount.minor > 0
      ? [
          {
            key: 'discount',
            label: code ? t('discount_code', { code }) : t('discount'),
            amount: totals.discount,
            sign: '−',
          },
        ]
      : []),
    { key: 'shipping', label: t('shipping'), amount: totals.shipping, sign: '' },
  ];
  const vat = {
    label: t(totals.prices_include_vat ? 'vat_included' : 'vat_added', { rate }),
    amount: totals.vat,
  };
  return (
    <div className="border-t border-line">
      <dl className="grid gap-1.5 p-4 text-sm md:ms-auto md:w-80 md:px-5">
        {rows.map(({ key, label, amount, sign }) => (
          <div key={key} className="flex justify-between gap-4">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="tabular">
              <bdi>
                {sign}
                {money(amount, order.region)}
              </bdi>
            </dd>
          </div>
        ))}
        {!totals.prices_include_vat && totals.vat_rate_bp > 0 && (
          <div className="flex justify-between gap-4">
            <dt className="text-ink-soft">{vat.label}</dt>
            <dd className="tabular">
              <bdi>{money(vat.amount, order.region)}</bdi>
            </dd>
          </div>
        )}
        <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-line pt-2.5">
          <dt className="font-medium">{t('total')}</dt>
          <dd className="text-lg font-semibold tabular">
            <bdi>{money(totals.total, order.region)}</bdi>
          </dd>
        </div>
        {totals.prices_include_vat && totals.vat_rate_bp > 0 && (
          <div className="flex justify-between gap-4 text-xs text-ink-faint">
            <dt>{vat.label}</dt>
            <dd className="tabular">
              <bdi>{money(vat.amount, order.region)}</bdi>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
