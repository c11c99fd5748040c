'use client';

import { PenLine, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from '@/shared/ui/toast';
import type { CartLine } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { productPath } from '@/shared/store/paths';
import { Picture } from '@/shared/ui/picture';
import { QuantityInput } from '@/shared/ui/quantity-input';
import { useRemoveLine, useUpdateLine } from '../api/use-cart';

const GiftDialog = dynamic(() => import('./gift-dialog').then((module) => module.GiftDialog), { ssr: false });

/** One piece in the bag: how many, with which words, and what stands in its way. */
export function Line({ line, onNavigate }: { line: CartLine; onNavigate?: () => void }) {
  const t = useTranslations('store.bag');
  const tCommon = useTranslations('common');
  const { locale, text, money, path } = useStore();
  const update = useUpdateLine();
  const remove = useRemoveLine();
  const [isEditing, setEditing] = useState(false);
  const title = text(line.title);
  const failed = (error: unknown) => toast.error(problemText(error, locale));
  // While a change is on its way its number is shown; what it costs comes with the answer.
  const quantity = (update.isPending && update.variables.quantity) || line.quantity;
  const canWrite = line.gift_message_enabled || line.custom_name_enabled;

  return (
    <li className="flex gap-4 py-5 first:pt-0" aria-busy={update.isPending || remove.isPending}>
      <Link
        href={path(productPath(line.slug, locale))}
        onClick={onNavigate}
        tabIndex={-1}
        aria-hidden
        className="shrink-0 self-start"
      >
        <Picture
          picture={line.picture}
          locale={locale}
          decorative
          className="aspect-4/5 w-24 rounded-picture sm:w-28"
        />
      </Link>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <Link
              href={path(productPath(line.slug, locale))}
              onClick={onNavigate}
              className="rounded-sm leading-snug font-medium hover:text-accent-deep"
            >
              {title}
            </Link>
            {line.options.length > 0 && (
              <p className="mt-0.5 text-sm text-ink-soft">
                {line.options.map((o) => text(o.value)).join(' · ')}
              </p>
            )}
          </div>
          <bdi className="shrink-0 font-medium tabular">{money(line.subtotal, true)}</bdi>
        </div>
        {line.custom_name && (
          <p className="mt-1 text-sm text-ink-soft">
            {t('custom_name')}: <bdi className="text-ink">{line.custom_name}</bdi>
            {line.custom_name_fee.minor > 0 && (
              <span className="ms-1.5 text-ink-faint">
                ({t('custom_name_fee', { amount: money(line.custom_name_fee) })})
              </span>
            )}
          </p>
        )}
        {line.gift_message && (
          <p className="mt-1 line-clamp-2 text-sm text-ink-soft" dir="auto">
            “{line.gift_message}”
          </p>
        )}
        {line.problems.map((problem) => (
          <p key={problem.code} role="status" className="mt-1.5 text-sm text-error">
            {text(problem.message)}
          </p>
        ))}
        <div className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-1 pt-3">
          <QuantityInput
            size="sm"
            value={quantity}
            max={Math.max(line.max_quantity, 1)}
            disabled={remove.isPending}
            labels={{
              group: `${tCommon('quantity')}: ${title}`,
              less: tCommon('quantity_less'),
              more: tCommon('quantity_more'),
            }}
            onChange={(next) => update.mutate({ lineId: line.id, quantity: next }, { onError: failed })}
          />
          {canWrite && (
            <button
              type="button"
              onClick={() => setEditing(true)}
              className="inline-flex items-center gap-1.5 rounded-sm py-2 text-sm text-ink-soft hover:text-ink"
            >
              <PenLine aria-hidden strokeWidth={1.5} className="size-4" />
              {t(line.gift_message || line.custom_name ? 'edit_gift' : 'add_gift')}
            </button>
          )}
          <button
            type="button"
            aria-label={t('remove_line', { title })}
            onClick={() =>
              remove.mutate(line.id, {
                onSuccess: () => toast.message(t('removed', { title })),
                onError: failed,
              })
            }
            className="ms-auto grid size-9 place-items-center rounded-full text-ink-faint hover:bg-cream hover:text-error"
          >
            <Trash2 aria-hidden strokeWidth={1.5} className="size-[1.125rem]" />
          </button>
        </div>
      </div>
      {isEditing && <GiftDialog line={line} onClose={() => setEditing(false)} />}
    </li>
  );
}
