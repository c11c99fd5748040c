import { oneOf, toDay, toQueryString, toText } from '@/features/admin-kit';
import type { ListAuditData } from '@/shared/api/generated';

/** What the log tells of, as the filter offers it: areas, and the actions of each. Others are found by their text. */
export const actions = {
  orders: ['move', 'note'],
  customers: ['disable', 'enable', 'sign_out'],
  team: ['grant', 'update', 'role', 'sign_out', 'reset_totp', 'settings'],
  invitation: ['create', 'accept', 'resend', 'revoke'],
} as const;

export type Area = keyof typeof actions;
export const areas = Object.keys(actions) as Area[];

const known = areas.flatMap((area) => [area, ...actions[area].map((action) => `${area}.${action}`)]);

export const entities = ['order', 'customer', 'account', 'invitation', 'staff_settings'] as const;

export type AuditFilters = {
  q: string;
  /** An action, or a whole area of them. */
  action: string | null;
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
  action: null,
  actor: null,
  entity: null,
  entityId: null,
  from: null,
  to: null,
  trail: [],
};

/** A kind of thing; there may be more of them than the filter offers. */
const toWord = (value: string | null) => (value && /^[a-z_]{1,40}$/.test(value) ? value : null);

const isId = (value: string | null) => (value && /^[0-9a-zA-Z-]{1,64}$/.test(value) ? value : null);

export function parseFilters(params: URLSearchParams): AuditFilters {
  return {
    q: toText(params.get('q')),
    action: oneOf(known, params.get('action')),
    actor: isId(params.get('actor')),
    entity: toWord(params.get('entity')),
    entityId: isId(params.get('entity_id')),
    from: toDay(params.get('from')),
    to: toDay(params.get('to')),
    trail: params.getAll('after').filter(Boolean),
  };
}

export function toSearch({ q, action, actor, entity, entityId, from, to, trail }: AuditFilters): string {
  return toQueryString({ q, action, actor, entity, entity_id: entityId, from, to, after: trail });
}

export function isFiltered({ q, action, actor, entity, entityId, from, to }: AuditFilters): boolean {
  return [q, action, actor, entity, entityId, from, to].some(Boolean);
}

/** The question for the API. */
export function toQuery(filters: AuditFilters): NonNullable<ListAuditData['query']> {
  const { q, action, actor, entity, entityId, from, to, trail } = filters;
  return {
    q: q || undefined,
    action: action ?? undefined,
    actor: actor ?? undefined,
    entity: entity ?? undefined,
    entity_id: entityId ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    cursor: trail.at(-1),
    limit: pageSize,
  };
}
