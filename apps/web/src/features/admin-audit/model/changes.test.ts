import { describe, expect, it } from 'vitest';
import { changesOf, isInstant, plainWords } from './changes';
import { noFilters, parseFilters, toQuery, toSearch, type AuditFilters } from './filters';

describe('what an entry says has changed', () => {
  it('is one line per value', () => {
    expect(changesOf({ status: 'placed' }, { status: 'preparing', reason: '', restock: null })).toEqual([
      { path: ['status'], before: 'placed', after: 'preparing' },
    ]);
  });

  it('reads a grant as one thing', () => {
    const before = { orders: { level: 'view', regions: null } };
    const after = { orders: { level: 'manage', regions: ['ae'] }, tax: { level: 'view', regions: null } };
    expect(changesOf(before, after)).toEqual([
      { path: ['orders'], before: before.orders, after: after.orders },
      { path: ['tax'], before: undefined, after: after.tax },
    ]);
    // Only the half that differs is kept.
    expect(changesOf({ orders: { level: 'view' } }, { orders: { level: 'manage' } })).toEqual([
      { path: ['orders', 'level'], before: 'view', after: 'manage' },
    ]);
  });

  it('looks into what is nested, whichever side is there', () => {
    const after = { email: 'y•••@example.com', grants: { orders: { level: 'view', regions: ['sa'] } } };
    expect(changesOf(null, after)).toEqual([
      { path: ['email'], before: undefined, after: 'y•••@example.com' },
      { path: ['grants', 'orders'], before: undefined, after: after.grants.orders },
    ]);
    expect(changesOf({ grants: {} }, { grants: {} })).toEqual([]);
    expect(changesOf(null, null)).toEqual([]);
  });

  it('knows times, and makes words of codes', () => {
    expect(isInstant('2026-11-22T10:00:00Z')).toBe(true);
    expect(isInstant('2026-11-22')).toBe(false);
    expect(plainWords('shipping_zone.rename')).toBe('Shipping zone rename');
  });
});

describe('the address of the log', () => {
  const full: AuditFilters = {
    q: 'AM-7K2',
    action: 'orders.move',
    actor: '0198-abc',
    entity: 'order',
    entityId: '0198-def',
    from: '2026-11-01',
    to: '2026-11-22',
    trail: ['c1'],
  };

  it('round-trips', () => {
    const parse = (query: string) => parseFilters(new URLSearchParams(query));
    expect(parse(toSearch(full))).toEqual(full);
    expect(parse('action=everything&entity=../x&entity_id=%20&from=today')).toEqual(noFilters);
  });

  it('asks only for what is asked', () => {
    expect(JSON.parse(JSON.stringify(toQuery(noFilters)))).toEqual({ limit: 30 });
    expect(toQuery(full)).toMatchObject({ action: 'orders.move', entity_id: '0198-def', cursor: 'c1' });
  });
});
