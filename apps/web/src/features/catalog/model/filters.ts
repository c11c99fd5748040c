import type { ListProductsData, ProductSort } from '@/shared/api/generated';

/** What a shelf is narrowed to. Prices are in minor units, the colour as `rrggbb`. */
export type Filters = {
  category?: string;
  q?: string;
  sort: ProductSort;
  minPrice?: number;
  maxPrice?: number;
  inStock: boolean;
  comingSoon: boolean;
  colour?: string;
};

export const sorts: ProductSort[] = ['featured', 'newest', 'price_asc', 'price_desc'];

const amount = (text: string | null) => (text && /^\d{1,12}$/.test(text) ? Number(text) : undefined);

/** Reads an address's query; whatever isn't a filter or makes no sense is left out. */
export function parseFilters(query: URLSearchParams): Filters {
  const sort = sorts.find((s) => s === query.get('sort'));
  const colour = query.get('colour');
  return {
    category: query.get('category') || undefined,
    q: query.get('q')?.trim().slice(0, 100) || undefined,
    sort: sort ?? 'featured',
    minPrice: amount(query.get('min_price')),
    maxPrice: amount(query.get('max_price')),
    inStock: query.get('in_stock') === '1',
    comingSoon: query.get('coming_soon') === '1',
    colour: colour && /^[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : undefined,
  };
}

/** The query of the address for these filters, defaults left out; begins with `?` unless empty. */
export function toSearch(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.q) query.set('q', filters.q);
  if (filters.category) query.set('category', filters.category);
  if (filters.sort !== 'featured') query.set('sort', filters.sort);
  if (filters.minPrice !== undefined) query.set('min_price', String(filters.minPrice));
  if (filters.maxPrice !== undefined) query.set('max_price', String(filters.maxPrice));
  if (filters.inStock) query.set('in_stock', '1');
  if (filters.comingSoon) query.set('coming_soon', '1');
  if (filters.colour) query.set('colour', filters.colour);
  const text = query.toString();
  return text && `?${text}`;
}

/** The API's parameters for these filters. */
export function toApiQuery(
  filters: Filters,
  cursor: string | null = null,
): NonNullable<ListProductsData['query']> {
  return {
    category: filters.category,
    q: filters.q,
    sort: filters.sort,
    min_price: filters.minPrice,
    max_price: filters.maxPrice,
    in_stock: filters.inStock || undefined,
    coming_soon: filters.comingSoon || undefined,
    colour: filters.colour,
    cursor: cursor ?? undefined,
    limit: 24,
  };
}

/** How many filters narrow the shelf; sorting and searching don't count. */
export function activeCount(filters: Filters): number {
  const { minPrice, maxPrice, inStock, comingSoon, colour, category } = filters;
  return [minPrice ?? maxPrice, inStock || undefined, comingSoon || undefined, colour, category].filter(
    (f) => f !== undefined,
  ).length;
}

/** Next hands the query over as an object; repeated names keep their first value. */
export function fromPageQuery(query: Record<string, string | string[] | undefined>): URLSearchParams {
  const result = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) result.set(name, first);
  }
  return result;
}
