'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Facets } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { currencyExponent, fromDecimalString, toDecimalString } from '@/shared/lib/money';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field, Input } from '@/shared/ui/field';
import type { Filters } from '../model/filters';

type FilterPanelProps = {
  facets: Facets;
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
  /** On a category's own page there is nothing to choose here. */
  hideCategories?: boolean;
};

/** The ways to narrow a shelf, with the counts the API gives. */
export function FilterPanel({ facets, filters, onChange, hideCategories }: FilterPanelProps) {
  const t = useTranslations('store.shop');
  const { text, locale } = useStore();
  const isHere = (slug: { en: string; ar: string }) =>
    filters.category === slug.en || filters.category === slug.ar;

  return (
    <div className="grid gap-9">
      {!hideCategories && facets.categories.length > 0 && (
        <Group title={t('category')}>
          <ul className="grid">
            <li>
              <Choice isOn={!filters.category} onClick={() => onChange({ category: undefined })}>
                {t('all_categories')}
              </Choice>
            </li>
            {facets.categories.map((category) => (
              <li key={category.slug.en}>
                <Choice
                  isOn={isHere(category.slug)}
                  count={category.count}
                  onClick={() =>
                    onChange({ category: isHere(category.slug) ? undefined : category.slug[locale] })
                  }
                >
                  {text(category.name)}
                </Choice>
              </li>
            ))}
          </ul>
        </Group>
      )}
      <Group title={t('availability')}>
        <div className="grid gap-3.5">
          <Checkbox
            checked={filters.inStock}
            onChange={(event) => onChange({ inStock: event.target.checked })}
            label={<Counted count={facets.in_stock_count}>{t('in_stock')}</Counted>}
          />
          <Checkbox
            checked={filters.comingSoon}
            onChange={(event) => onChange({ comingSoon: event.target.checked })}
            label={<Counted count={facets.coming_soon_count}>{t('coming_soon')}</Counted>}
          />
        </div>
      </Group>
      <PriceGroup
        key={`${filters.minPrice}-${filters.maxPrice}`}
        facets={facets}
        filters={filters}
        onChange={onChange}
      />
      {facets.colours.length > 0 && (
        <Group title={t('colour')}>
          <ul className="flex flex-wrap gap-2.5">
            {facets.colours.map(({ colour, name, count }) => {
              const hex = colour.replace('#', '').toLowerCase();
              const isOn = filters.colour === hex;
              return (
                <li key={colour}>
                  <button
                    type="button"
                    aria-pressed={isOn}
                    aria-label={`${text(name)} (${count})`}
                    title={text(name)}
                    onClick={() => onChange({ colour: isOn ? undefined : hex })}
                    className={cn(
                      'grid size-10 place-items-center rounded-full border-2 p-0.5 transition-colors',
                      isOn ? 'border-ink' : 'border-transparent hover:border-line-strong',
                    )}
                  >
                    <span
                      className="size-full rounded-full border border-ink/15"
                      style={{ background: colour }}
                    />
                  </button>
                </li>
              );
            })}
          </ul>
        </Group>
      )}
    </div>
  );
}

function PriceGroup({ facets, filters, onChange }: FilterPanelProps) {
  const t = useTranslations('store.shop');
  const { currency, money } = useStore();
  const exponent = currencyExponent(currency);
  const show = (minor: number | undefined) =>
    minor === undefined ? '' : toDecimalString(minor, exponent).replace(/\.0+$/, '');
  const [from, setFrom] = useState(show(filters.minPrice));
  const [to, setTo] = useState(show(filters.maxPrice));
  const [error, setError] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const minPrice = from.trim() ? fromDecimalString(from, exponent) : undefined;
    const maxPrice = to.trim() ? fromDecimalString(to, exponent) : undefined;
    if (minPrice === null || maxPrice === null) return setError(t('price_invalid'));
    setError(undefined);
    onChange({ minPrice, maxPrice });
  }

  return (
    <Group title={t('price')}>
      <form onSubmit={submit} className="grid gap-3" noValidate>
        {facets.price && (
          <p className="text-sm text-ink-faint">
            <bdi>{money(facets.price.min)}</bdi> – <bdi>{money(facets.price.max)}</bdi>
          </p>
        )}
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('price_min')}>
            {(control) => (
              <Input
                {...control}
                dir="ltr"
                inputMode="decimal"
                className="h-11"
                value={from}
                onChange={(e) => setFrom(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('price_max')}>
            {(control) => (
              <Input
                {...control}
                dir="ltr"
                inputMode="decimal"
                className="h-11"
                value={to}
                onChange={(e) => setTo(e.target.value)}
              />
            )}
          </Field>
        </div>
        {error && (
          <p role="alert" className="text-sm text-error">
            {error}
          </p>
        )}
        <Button type="submit" variant="outline" size="sm" className="justify-self-start">
          {t('price_apply')}
        </Button>
      </form>
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-4 eyebrow text-ink">{title}</legend>
      {children}
    </fieldset>
  );
}

function Counted({ count, children }: { count: number; children: ReactNode }) {
  return (
    <span className="flex justify-between gap-3">
      {children}
      <span className="text-sm text-ink-faint tabular">{count}</span>
    </span>
  );
}

type ChoiceProps = { isOn: boolean; count?: number; onClick: () => void; children: ReactNode };

function Choice({ isOn, count, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={cn(
        'flex w-full items-center justify-between gap-3 rounded-lg py-2 text-start text-[0.9375rem] transition-colors hover:text-accent-deep',
        isOn ? 'font-medium text-ink' : 'text-ink-soft',
      )}
    >
      <span className="flex items-center gap-2">
        {children}
        {isOn && <Check aria-hidden className="size-4 text-accent" />}
      </span>
      {count !== undefined && <span className="text-sm font-normal text-ink-faint tabular">{count}</span>}
    </button>
  );
}
