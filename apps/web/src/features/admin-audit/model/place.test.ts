import { describe, expect, it } from 'vitest';
import { allows, type Permission } from '@/features/admin-session';
import type { PermissionGrant } from '@/shared/api/generated';
import { placeOf } from './place';

const as = (...grants: PermissionGrant[]) => {
  return (permission: Permission, level?: 'view' | 'manage', region?: string) =>
    allows(grants, permission, level, region);
};
const team: PermissionGrant = { permission: 'team', level: 'view', regions: null };
const orders: PermissionGrant = { permission: 'orders', level: 'view', regions: ['ae'] };

describe('where an entry leads', () => {
  const entry = (entity: string, region: string | null = null, action = 'x.y') => ({
    entity,
    entity_id: '0198',
    action,
    region,
  });

  it('only to what this person may open', () => {
    expect(placeOf(entry('order', 'ae'), as(team, orders))).toBe('/orders/0198');
    expect(placeOf(entry('order', 'kw'), as(team, orders))).toBeNull();
    expect(placeOf(entry('order', 'ae'), as(team))).toBeNull();
    expect(placeOf(entry('customer'), as(team))).toBeNull();
  });

  it('to the page of its kind', () => {
    expect(placeOf(entry('account', null, 'team.grant'), as(team))).toBe('/team/0198');
    expect(placeOf(entry('invitation'), as(team))).toBe('/team/invitations');
    expect(placeOf(entry('staff_settings'), as(team))).toBe('/team');
    expect(placeOf(entry('shooting_star'), as(team, orders))).toBeNull();
    const customers: PermissionGrant = { permission: 'customers', level: 'view', regions: null };
    expect(placeOf(entry('account', null, 'customers.disable'), as(team, customers))).toBe('/customers/0198');
  });
});
