'use client';

import { Gift } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { OrderLine } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';

/** What was ordered, as it was then: names and prices don't follow the catalogue. */
export function OrderItems({ lines }: { lines: OrderLine[] }) {
  const t = useTranslations('store.order');
  const { text, money } = useStore();
  return (
    <ul className="grid divide-y divide-line">
      {lines.map((line) => (
        <li key={line.id} className="flex gap-4 py-5 first:pt-0 last:pb-0">
          <span className="relative block aspect-4/5 w-20 shrink-0 overflow-hidden rounded-[10px] bg-cream">
            {line.picture_url ? (
              <img
                src={line.picture_url}
                alt=""
                width={80}
                height={100}
                loading="lazy"
                className="size-full object-cover"
              />
            ) : (
              <Gift aria-hidden strokeWidth={1} className="absolute inset-0 m-auto size-6 text-line-strong" />
            )}
          </span>
          <div className="min-w-0 flex-1 text-[0.9375rem]">
            <div className="flex justify-between gap-4">
              <p className="font-medium">{text(line.title)}</p>
              <bdi className="tabular">{money(line.subtotal, true)}</bdi>
            </div>
            <p className="text-sm text-ink-soft">
              {[
                ...line.options.map((o) => text(o.value)),
                t('quantity', { count: String(line.quantity) }),
              ].join(' · ')}
            </p>
            {line.custom_name && (
              <p className="mt-1 text-sm text-ink-soft">
                {t('custom_name')}: <bdi className="text-ink">{line.custom_name}</bdi>
              </p>
            )}
            {line.gift_message && (
              <blockquote
                dir="auto"
                className="mt-2 border-s-2 border-gold ps-3 text-sm whitespace-pre-line text-ink-soft"
              >
                {line.gift_message}
              </blockquote>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
