import type { AdminOrderSort, ListAdminOrdersData, OrderStatus } from '@/shared/api/generated';
import { statusOrder } from './status';

/** The state of the orders list. All of it lives in the address, so that a view can be kept, shared and gone back to. */
export type OrderFilters = {
  status: OrderStatus | null;
  region: string | null;
  q: string;
  /** Days of creation, UTC, both included. */
  from: string | null;
  to: string | null;
  sort: AdminOrderSort;
  /** The cursors that led here, the current page's last: going back needs no memory but the address. */
  trail: string[];
};

export const sorts: readonly AdminOrderSort[] = ['newest', 'oldest', 'delivery_date'];

export const pageSize = 25;

/** How many pages back the address remembers; it must not outgrow what servers accept. */
const longestTrail = 40;

export const noFilters: OrderFilters = {
  status: null,
  region: null,
  q: '',
  from: null,
  to: null,
  sort: 'newest',
  trail: [],
};

function day(value: string | null): string | null {
  const isDay =
    value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  return isDay ? value : null;
}

/** Reads an address; what it can't understand counts as not asked for. */
export function parseFilters(params: URLSearchParams): OrderFilters {
  const status = params.get('status');
  const sort = params.get('sort');
  const region = params.get('region');
  return {
    status: statusOrder.find((known) => known === status) ?? null,
    region: region && /^[a-z0-9-]{1,20}$/.test(region) ? region : null,
    q: (params.get('q') ?? '').trim().slice(0, 100),
    from: day(params.get('from')),
    to: day(params.get('to')),
    sort: sorts.find((known) => known === sort) ?? 'newest',
    trail: params.getAll('after').filter(Boolean),
  };
}

/** The query of the address for these filters: `?status=placed`, or nothing for the plain list. */
export function toSearch(filters: OrderFilters): string {
  const params = new URLSearchParams();
  const { status, region, q, from, to, sort, trail } = filters;
  if (status) params.set('status', status);
  if (region) params.set('region', region);
  if (q) params.set('q', q);
  if (from) params.set('from', from);
  if (to) params.set('to', to);
  if (sort !== 'newest') params.set('sort', sort);
  for (const cursor of trail) params.append('after', cursor);
  const query = params.toString();
  return query && `?${query}`;
}

/** Other filters begin at their first page: a cursor only means something in the list it came from. */
export function withFilters(
  filters: OrderFilters,
  change: Partial<Omit<OrderFilters, 'trail'>>,
): OrderFilters {
  return { ...filters, ...change, trail: [] };
}

export function nextPage(filters: OrderFilters, cursor: string): OrderFilters {
  return { ...filters, trail: [...filters.trail, cursor].slice(-longestTrail) };
}

export function previousPage(filters: OrderFilters): OrderFilters {
  return { ...filters, trail: filters.trail.slice(0, -1) };
}

/** Filters beside the status tab, the search and the sort, which show themselves. */
export function hiddenFilterCount({ region, from, to }: OrderFilters): number {
  return [region, from, to].filter(Boolean).length;
}

export function isFiltered({ status, region, q, from, to }: OrderFilters): boolean {
  return [status, region, q, from, to].some(Boolean);
}

/** The question for the API. */
export function toQuery(filters: OrderFilters): NonNullable<ListAdminOrdersData['query']> {
  const { status, region, q, from, to, sort, trail } = filters;
  return {
    status: status ?? undefined,
    region: region ?? undefined,
    q: q || undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    sort,
    cursor: trail.at(-1),
    limit: pageSize,
  };
}
