'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { PromoForm, Totals } from '@/features/cart';
import type { Cart } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { Picture } from '@/shared/ui/picture';

type OrderSummaryProps = { quote: Cart; isStale: boolean; onChanged: () => void };

/** What is being bought and what it costs: the API's quote, nothing computed here. */
export function OrderSummary({ quote, isStale, onChanged }: OrderSummaryProps) {
  const t = useTranslations('store.checkout');
  const { text, locale, money, path } = useStore();
  return (
    <div className="grid gap-6">
      <ul className="grid gap-4">
        {quote.lines.map((line) => (
          <li key={line.id} className="flex gap-4">
            <span className="relative shrink-0">
              <Picture
                picture={line.picture}
                locale={locale}
                decorative
                className="aspect-4/5 w-16 rounded-[10px]"
              />
              <span className="absolute -end-2 -top-2 grid size-6 place-items-center rounded-full bg-ink text-xs font-medium text-on-ink tabular">
                <span className="sr-only">×</span>
                {line.quantity}
              </span>
            </span>
            <div className="min-w-0 flex-1 text-[0.9375rem]">
              <p className="leading-snug font-medium">{text(line.title)}</p>
              {line.options.length > 0 && (
                <p className="text-sm text-ink-soft">{line.options.map((o) => text(o.value)).join(' · ')}</p>
              )}
              {line.custom_name && (
                <p className="text-sm text-ink-soft" dir="auto">
                  {line.custom_name}
                </p>
              )}
              {line.problems.map((problem) => (
                <p key={problem.code} className="mt-0.5 text-sm text-error">
                  {text(problem.message)}
                </p>
              ))}
            </div>
            <bdi className="text-[0.9375rem] tabular">{money(line.subtotal, true)}</bdi>
          </li>
        ))}
      </ul>
      <Link
        href={path('/bag')}
        className="justify-self-start rounded-sm text-sm text-ink-soft underline underline-offset-4 hover:text-ink"
      >
        {t('edit_bag')}
      </Link>
      <PromoForm cart={quote} onChanged={onChanged} />
      <div
        aria-live="polite"
        aria-busy={isStale}
        className={cn('transition-opacity', isStale && 'opacity-50')}
      >
        <Totals
          totals={quote.totals}
          promoCode={quote.promo?.status === 'applied' ? quote.promo.code : null}
        />
      </div>
    </div>
  );
}
