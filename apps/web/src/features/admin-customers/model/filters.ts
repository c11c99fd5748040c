import { oneOf, toQueryString, toSlug, toText } from '@/features/admin-kit';
import type { CustomerSort, CustomerStatus, ListCustomersData } from '@/shared/api/generated';

export type CustomerFilters = {
  q: string;
  status: CustomerStatus | null;
  region: string | null;
  sort: CustomerSort;
  trail: string[];
};

export const statuses: readonly CustomerStatus[] = ['active', 'disabled', 'unverified'];
export const sorts: readonly CustomerSort[] = ['newest', 'oldest', 'name'];
export const pageSize = 25;

export const noFilters: CustomerFilters = { q: '', status: null, region: null, sort: 'newest', trail: [] };

export function parseFilters(params: URLSearchParams): CustomerFilters {
  return {
    q: toText(params.get('q')),
    status: oneOf(statuses, params.get('status')),
    region: toSlug(params.get('region')),
    sort: oneOf(sorts, params.get('sort')) ?? 'newest',
    trail: params.getAll('after').filter(Boolean),
  };
}

export function toSearch({ q, status, region, sort, trail }: CustomerFilters): string {
  return toQueryString({ q, status, region, sort: sort === 'newest' ? null : sort, after: trail });
}

export const isFiltered = ({ q, status, region }: CustomerFilters) => Boolean(q || status || region);

/** The question for the API. */
export function toQuery(filters: CustomerFilters): NonNullable<ListCustomersData['query']> {
  const { q, status, region, sort, trail } = filters;
  return {
    q: q || undefined,
    status: status ?? undefined,
    region: region ?? undefined,
    sort,
    cursor: trail.at(-1),
    limit: pageSize,
  };
}
