import { oneOf, toDay, toQueryString, toText } from '@/features/admin-kit';
import type { ListAuditData } from '@/shared/api/generated';

/** What the log tells of, as the filter offers it: areas of actions. */
export const areas = ['orders', 'customers', 'team', 'invitation'] as const;
export type Area = (typeof areas)[number];

export const entities = ['order', 'customer', 'account', 'invitation', 'staff_settings'] as const;

export type AuditFilters = {
  q: string;
  area: Area | null;
  /** Who did it; by id, its name comes from the entries. */
  actor: string | null;
  entity: string | null;
  /** One thing's history. */
  entityId: string | null;
  from: string | null;
  to: string | null;
  trail: string[];
};

export const pageSize = 30;

export const noFilters: AuditFilters = {
  q: '',
  area: null,
  actor: null,
  entity: null,
  entityId: null,
  from: null,
  to: null,
  trail: [],
};

const isId = (value: string | null) => (value && /^[0-9a-zA-Z-]{1,64}$/.test(value) ? value : null);

export function parseFilters(params: URLSearchParams): AuditFilters {
  const entity = params.get('entity');
  return {
    q: toText(params.get('q')),
    area: oneOf(areas, params.get('action')),
    actor: isId(params.get('actor')),
    entity: entity && /^[a-z_]{1,40}$/.test(entity) ? entity : null,
    entityId: isId(params.get('entity_id')),
    from: toDay(params.get('from')),
    to: toDay(params.get('to')),
    trail: params.getAll('after').filter(Boolean),
  };
}

export function toSearch({ q, area, actor, entity, entityId, from, to, trail }: AuditFilters): string {
  return toQueryString({ q, action: area, actor, entity, entity_id: entityId, from, to, after: trail });
}

export function isFiltered({ q, area, actor, entity, entityId, from, to }: AuditFilters): boolean {
  return [q, area, actor, entity, entityId, from, to].some(Boolean);
}

/** The question for the API. */
export function toQuery(filters: AuditFilters): NonNullable<ListAuditData['query']> {
  const { q, area, actor, entity, entityId, from, to, trail } = filters;
  return {
    q: q || undefined,
    action: area ?? undefined,
    actor: actor ?? undefined,
    entity: entity ?? undefined,
    entity_id: entityId ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    cursor: trail.at(-1),
    limit: pageSize,
  };
}
