'use client';

import { CircleAlert, SearchX, SlidersHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ProductPage } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { LoadMore } from '@/shared/ui/pagination';
import { Select } from '@/shared/ui/select';
import { useProducts } from '../api/use-products';
import { useAddressFilters } from '../model/address-filters';
import { activeCount, sorts, type Filters } from '../model/filters';
import { FilterChips } from './filter-chips';
import { FilterPanel } from './filter-panel';
import { ProductCard } from './product-card';
import { ProductGrid, ProductGridSkeleton } from './product-grid';
import { SearchForm } from './search-form';

const FilterSheet = dynamic(() => import('./filter-sheet').then((module) => module.FilterSheet), {
  ssr: false,
});

type ListingProps = {
  first: { filters: Filters; page: ProductPage };
  /** Set on a category's page: the shelf stays within it and its slug stays out of the query. */
  category?: string;
};

/** A few pages come by themselves while scrolling; then the visitor is asked, so that the end can be reached. */
const pagesByThemselves = 3;

export function Listing({ first, category }: ListingProps) {
  const t = useTranslations('store.shop');
  const tCommon = useTranslations('common');
  const info = useStore();
  const [filters, setFilters] = useAddressFilters(category);
  const list = useProducts(filters, first);
  const [filtering, setFiltering] = useState<'never' | 'open' | 'closed'>('never');
  const pages = list.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const page = pages[0];
  const total = page?.total ?? 0;
  const count = activeCount({ ...filters, category: category ? undefined : filters.category });

  const change = (part: Partial<Filters>) => setFilters({ ...filters, ...part });
  const clear = () =>
    change({
      category: undefined,
      minPrice: undefined,
      maxPrice: undefined,
      inStock: false,
      comingSoon: false,
      colour: undefined,
      q: undefined,
    });

  const sentinel = useRef<HTMLDivElement>(null);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const goesOn = hasNextPage && !isFetchingNextPage && pages.length < pagesByThemselves;
  useEffect(() => {
    if (!goesOn || !sentinel.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '600px',
    });
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [goesOn, fetchNextPage]);

  const panel = page && (
    <FilterPanel
      facets={page.facets}
      filters={filters}
      onChange={change}
      hideCategories={category !== undefined}
    />
  );

  return (
    <div className="grid items-start gap-x-14 lg:grid-cols-[15rem_1fr]">
      <aside
        aria-label={t('filters')}
        className="sticky top-28 hidden max-h-[calc(100dvh-8rem)] overflow-y-auto pe-1 pb-8 lg:block"
      >
        {panel}
      </aside>
      <div className="min-w-0">
        {!category && <SearchForm key={filters.q ?? ''} value={filters.q} onSearch={(q) => change({ q })} />}
        <div className="sticky top-16 z-20 -mx-5 flex items-center justify-between gap-3 bg-paper/95 px-5 py-3 backdrop-blur-md md:top-20 md:-mx-10 md:px-10 lg:static lg:mx-0 lg:bg-transparent lg:px-0 lg:pt-0 lg:pb-6">
          <Button variant="outline" size="sm" className="lg:hidden" onClick={() => setFiltering('open')}>
            <SlidersHorizontal aria-hidden strokeWidth={1.6} className="size-4" />
            {t('filter')}
            {count > 0 && (
              <span className="grid size-5 place-items-center rounded-full bg-accent text-xs text-on-accent tabular">
                {count}
              </span>
            )}
          </Button>
          <p aria-live="polite" className="hidden text-sm text-ink-soft sm:block">
            {page && t('results', { count: total })}
          </p>
          <Select
            aria-label={t('sort')}
            value={filters.sort}
            onChange={(event) => change({ sort: sorts.find((s) => s === event.target.value) })}
            className="[&>select]:h-9 [&>select]:rounded-full [&>select]:ps-4 [&>select]:text-sm"
          >
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort_${sort}`)}
              </option>
            ))}
          </Select>
        </div>
        {page && (
          <FilterChips
            filters={filters}
            facets={page.facets}
            hideCategory={category !== undefined}
            onChange={change}
            onClear={clear}
          />
        )}

        {list.isError && !page ? (
          <EmptyState
            icon={CircleAlert}
            title={t('error_title')}
            text={tCommon('error.text')}
            action={<Button onClick={() => list.refetch()}>{tCommon('retry')}</Button>}
          />
        ) : !page ? (
          <ProductGridSkeleton count={9} />
        ) : items.length === 0 ? (
          <EmptyState
            icon={SearchX}
            title={t('empty_title')}
            text={t('empty_text')}
            action={
              <Button variant="outline" onClick={clear}>
                {t('clear')}
              </Button>
            }
          />
        ) : (
          <>
            <ProductGrid
              className={cn('transition-opacity duration-150', list.isPlaceholderData && 'opacity-40')}
            >
              {items.map((card, index) => (
                <li key={card.id}>
                  <ProductCard card={card} info={info} headingLevel="h2" priority={index < 3} />
                </li>
              ))}
            </ProductGrid>
            {isFetchingNextPage && <ProductGridSkeleton count={3} className="mt-12" />}
            <div ref={sentinel} className="mt-16">
              <LoadMore
                shown={items.length}
                total={total}
                hasMore={hasNextPage}
                isLoading={isFetchingNextPage}
                onMore={() => void fetchNextPage()}
                labels={{
                  more: t('load_more'),
                  progress: hasNextPage
                    ? t('progress', { shown: String(items.length), total: String(total) })
                    : count || filters.q || category
                      ? t('results', { count: total })
                      : t('end'),
                }}
              />
            </div>
          </>
        )}
      </div>
      {filtering !== 'never' && (
        <FilterSheet
          isOpen={filtering === 'open'}
          total={total}
          onClose={() => setFiltering('closed')}
          onClear={clear}
        >
          {panel}
        </FilterSheet>
      )}
    </div>
  );
}
