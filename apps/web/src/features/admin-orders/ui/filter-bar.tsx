'use client';

import { SlidersHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SearchField } from '@/features/admin-kit';
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

/** Search and sort in sight, the rest beside them where there is room and in a sheet where there isn't. */
export function FilterBar({ filters, go, refine }: FilterBarProps) {
  const t = useTranslations('admin.orders');
  const active = hiddenFilterCount(filters);
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <SearchField
        value={filters.q}
        label={t('search')}
        placeholder={t('search_placeholder')}
        onSearch={(q) => refine(withFilters(filters, { q }))}
      />
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
  const { regionsFor, text } = useStaff();
  const regions = regionsFor('orders');
  const small = 'h-11 text-base lg:h-10 lg:px-3 lg:text-sm';
  const label = 'lg:[&>label]:sr-only';
  return (
    <>
      {(regions.length > 1 || filters.region) && (
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
      )}
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
