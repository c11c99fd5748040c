'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Facets } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import type { Filters } from '../model/filters';

type FilterChipsProps = {
  filters: Filters;
  facets: Facets;
  hideCategory?: boolean;
  onChange: (change: Partial<Filters>) => void;
  onClear: () => void;
};

/** What the shelf is narrowed to right now; each one can be taken off. */
export function FilterChips({ filters, facets, hideCategory, onChange, onClear }: FilterChipsProps) {
  const t = useTranslations('store.shop');
  const { text, money, currency } = useStore();
  const { category, colour, minPrice, maxPrice } = filters;
  const chips: { key: string; label: string; off: Partial<Filters> }[] = [];
  if (category && !hideCategory) {
    const facet = facets.categories.find((c) => c.slug.en === category || c.slug.ar === category);
    chips.push({ key: 'category', label: facet ? text(facet.name) : category, off: { category: undefined } });
  }
  if (filters.inStock) chips.push({ key: 'in_stock', label: t('in_stock'), off: { inStock: false } });
  if (filters.comingSoon)
    chips.push({ key: 'coming_soon', label: t('coming_soon'), off: { comingSoon: false } });
  if (minPrice !== undefined || maxPrice !== undefined) {
    const from = minPrice === undefined ? '' : `${t('price_min')} ${money({ minor: minPrice, currency })}`;
    const to = maxPrice === undefined ? '' : `${t('price_max')} ${money({ minor: maxPrice, currency })}`;
    chips.push({
      key: 'price',
      label: `${from} ${to}`.trim(),
      off: { minPrice: undefined, maxPrice: undefined },
    });
  }
  if (colour) {
    const facet = facets.colours.find((c) => c.colour.toLowerCase() === `#${colour}`);
    chips.push({ key: 'colour', label: facet ? text(facet.name) : `#${colour}`, off: { colour: undefined } });
  }
  if (chips.length === 0) return null;

  return (
    <ul className="flex flex-wrap items-center gap-2 pb-6">
      {chips.map(({ key, label, off }) => (
        <li key={key}>
          <button
            type="button"
            aria-label={t('remove_filter', { name: label })}
            onClick={() => onChange(off)}
            className="inline-flex h-8 items-center gap-1.5 rounded-full bg-cream ps-3.5 pe-2.5 text-sm transition-colors hover:bg-sand"
          >
            {label}
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={onClear}
          className="rounded-sm px-2 py-1 text-sm text-ink-soft underline underline-offset-4 hover:text-ink"
        >
          {t('clear')}
        </button>
      </li>
    </ul>
  );
}
