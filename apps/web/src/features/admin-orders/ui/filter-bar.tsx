'use client';

import { Search, SlidersHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useStaff } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';
import { Sheet, SheetClose, SheetContent, SheetTrigger } from '@/shared/ui/sheet';
import {
  hiddenFilterCount,
  isFiltered,
  noFilters,
  sorts,
  withFilters,
  type OrderFilters,
} from '../model/filters';

type FilterBarProps = {
  filters: OrderFilters;
  go: (to: OrderFilters) => void;
  refine: (to: OrderFilters) => void;
};

const typingPause = 300;

/** Search and sort in sight, the rest beside them where there is room and in a sheet where there isn't. */
export function FilterBar({ filters, go, refine }: FilterBarProps) {
  const t = useTranslations('admin.orders');
  const active = hiddenFilterCount(filters);
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <SearchField value={filters.q} onSearch={(q) => refine(withFilters(filters, { q }))} />
      <div className="hidden flex-wrap items-end gap-3 lg:flex">
        <RegionAndDates filters={filters} go={go} />
      </div>
      <Sheet>
        <SheetTrigger asChild>
          <Button variant="outline" size="sm" className="h-10 lg:hidden">
            <SlidersHorizontal aria-hidden className="size-4" />
            {t('filters')}
            {active > 0 && <span className="text-accent-deep tabular">{active}</span>}
          </Button>
        </SheetTrigger>
        <SheetContent
          title={t('filters')}
          footer={
            <SheetClose asChild>
              <Button variant="accent" className="w-full">
                {t('show')}
              </Button>
            </SheetClose>
          }
        >
          <div className="grid gap-5">
            <RegionAndDates filters={filters} go={go} />
          </div>
        </SheetContent>
      </Sheet>
      <Field label={t('sort')} hideLabel className="ms-auto">
        {(control) => (
          <Select
            {...control}
            className="[&_select]:h-10 [&_select]:ps-3.5 [&_select]:pe-9 [&_select]:text-sm [&_svg]:end-3"
            value={filters.sort}
            onChange={(event) => {
              const sort = sorts.find((known) => known === event.target.value);
              if (sort) go(withFilters(filters, { sort }));
            }}
          >
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort_${sort}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isFiltered({ ...filters, status: null }) && (
        <Button
          variant="ghost"
          size="sm"
          className="h-10 px-3"
          onClick={() => go({ ...noFilters, status: filters.status, sort: filters.sort })}
        >
          <X aria-hidden className="size-4" />
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

function RegionAndDates({ filters, go }: Omit<FilterBarProps, 'refine'>) {
  const t = useTranslations('admin.orders');
  const { regions, text } = useStaff();
  const small = 'h-11 text-base lg:h-10 lg:px-3 lg:text-sm';
  const label = 'lg:[&>label]:sr-only';
  return (
    <>
      <Field label={t('region')} className={label}>
        {(control) => (
          <Select
            {...control}
            className="[&_select]:h-11 lg:[&_select]:h-10 lg:[&_select]:ps-3.5 lg:[&_select]:pe-9 lg:[&_select]:text-sm lg:[&_svg]:end-3"
            value={filters.region ?? ''}
            onChange={(event) => go(withFilters(filters, { region: event.target.value || null }))}
          >
            <option value="">{t('all_regions')}</option>
            {regions.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {text(name)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex items-end gap-2">
        <Field label={t('from')} className={cn('flex-1', label)}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className={small}
              value={filters.from ?? ''}
              max={filters.to ?? undefined}
              onChange={(event) => go(withFilters(filters, { from: event.target.value || null }))}
            />
          )}
        </Field>
        <span aria-hidden className="pb-2.5 text-ink-faint">
          –
        </span>
        <Field label={t('to')} className={cn('flex-1', label)}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className={small}
              value={filters.to ?? ''}
              min={filters.from ?? undefined}
              onChange={(event) => go(withFilters(filters, { to: event.target.value || null }))}
            />
          )}
        </Field>
      </div>
    </>
  );
}

/** Searches by itself once the typing pauses; Enter doesn't wait. */
function SearchField({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const t = useTranslations('admin.orders');
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  const typed = text.trim();

  // The address changed by other means (back button, "clear"): show that. Our own search coming back is no news,
  // there may be more letters in the field by now.
  if (seen !== value) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  function search() {
    if (typed === sent) return;
    setSent(typed);
    onSearch(typed);
  }

  useEffect(() => {
    const timer = setTimeout(search, typingPause);
    return () => clearTimeout(timer);
  });

  return (
    <form
      role="search"
      className="relative min-w-56 flex-1 basis-full sm:basis-56"
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3.5 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
      />
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search_placeholder')}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        className="h-11 ps-10 text-base [unicode-bidi:plaintext] sm:h-10 sm:text-sm [&::-webkit-search-cancel-button]:appearance-none"
      />
    </form>
  );
}
