import { oneOf, toQueryString, toText } from '@/features/admin-kit';
import type { ListTeamData, TeamStatus } from '@/shared/api/generated';

export type TeamFilters = { q: string; status: TeamStatus | null; trail: string[] };

export const statuses: readonly TeamStatus[] = ['active', 'disabled'];
export const pageSize = 24;
export const noFilters: TeamFilters = { q: '', status: null, trail: [] };

export function parseFilters(params: URLSearchParams): TeamFilters {
  return {
    q: toText(params.get('q')),
    status: oneOf(statuses, params.get('status')),
    trail: params.getAll('after').filter(Boolean),
  };
}

export const toSearch = ({ q, status, trail }: TeamFilters) => toQueryString({ status, q, after: trail });

export const isFiltered = ({ q, status }: TeamFilters) => Boolean(q || status);

/** The question for the API. */
export function toQuery({ q, status, trail }: TeamFilters): NonNullable<ListTeamData['query']> {
  return { q: q || undefined, status: status ?? undefined, cursor: trail.at(-1), limit: pageSize };
}

export type InvitationFilters = { trail: string[] };

export const parseInvitationFilters = (params: URLSearchParams): InvitationFilters => ({
  trail: params.getAll('after').filter(Boolean),
});

export const toInvitationSearch = ({ trail }: InvitationFilters) => toQueryString({ after: trail });
