import { oneOf, toDay, toQueryString, toSlug, toText } from '@/features/admin-kit';
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

export const noFilters: OrderFilters = {
  status: null,
  region: null,
  q: '',
  from: null,
  to: null,
  sort: 'newest',
  trail: [],
};

/** Reads an address; what it can't understand counts as not asked for. */
export function parseFilters(params: URLSearchParams): OrderFilters {
  return {
    status: oneOf(statusOrder, params.get('status')),
    region: toSlug(params.get('region')),
    q: toText(params.get('q')),
    from: toDay(params.get('from')),
    to: toDay(params.get('to')),
    sort: oneOf(sorts, params.get('sort')) ?? 'newest',
    trail: params.getAll('after').filter(Boolean),
  };
}

/** The query of the address for these filters: `?status=placed`, or nothing for the plain list. */
export function toSearch(filters: OrderFilters): string {
  const { status, region, q, from, to, sort, trail } = filters;
  return toQueryString({ status, region, q, from, to, sort: sort === 'newest' ? null : sort, after: trail });
}

/** Other filters begin at their first page: a cursor only means something in the list it came from. */
export function withFilters(
  filters: OrderFilters,
  change: Partial<Omit<OrderFilters, 'trail'>>,
): OrderFilters {
  return { ...filters, ...change, trail: [] };
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
