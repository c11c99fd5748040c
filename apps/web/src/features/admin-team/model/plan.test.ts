import { describe, expect, it } from 'vitest';
import type { PermissionGrant } from '@/shared/api/generated';
import {
  clip,
  differences,
  inRegions,
  isWithin,
  limitOf,
  merged,
  nowhere,
  presetPlan,
  toggleRegion,
  toGrants,
  toPlan,
  withLevel,
} from './plan';

const grants: PermissionGrant[] = [
  { permission: 'team', level: 'manage', regions: null },
  { permission: 'orders', level: 'manage', regions: ['ae', 'sa'] },
  { permission: 'customers', level: 'view', regions: null },
];
const own = toPlan(grants);

describe('a plan', () => {
  it('is the grants, one per permission', () => {
    expect(toGrants(own, ['orders', 'customers', 'team', 'tax'])).toEqual([grants[1], grants[2], grants[0]]);
  });

  it('knows what has changed, whatever the order of regions', () => {
    expect(differences(own, toPlan([...grants].reverse()))).toEqual([]);
    expect(differences(own, { ...own, orders: { level: 'manage', regions: ['sa', 'ae'] } })).toEqual([]);
    expect(differences(own, { ...own, orders: { level: 'view', regions: ['ae', 'sa'] } })).toEqual([
      'orders',
    ]);
    expect(differences(own, { ...own, tax: { level: 'none', regions: ['ae'] } })).toEqual([]);
    expect(differences(own, {})).toEqual(['team', 'orders', 'customers']);
  });

  it('takes in what a colleague has saved, and keeps what is being changed', () => {
    const mine = { ...own, orders: { level: 'view', regions: null } } as const;
    const theirs = {
      orders: { level: 'manage', regions: ['kw'] },
      customers: { level: 'manage', regions: null },
    } as const;
    const both = merged(own, toPlan(toGrants(mine, ['orders', 'customers', 'team'])), {
      orders: { ...theirs.orders, regions: ['kw'] },
      customers: theirs.customers,
    });
    expect(toGrants(both, ['orders', 'customers', 'team'])).toEqual([
      { permission: 'orders', level: 'view', regions: null },
      { permission: 'customers', level: 'manage', regions: null },
    ]);
  });

  it('asks for a region where none is left', () => {
    expect(nowhere({ orders: { level: 'view', regions: [] }, tax: { level: 'none', regions: [] } })).toEqual([
      'orders',
    ]);
  });
});

describe('nobody gives what they do not hold', () => {
  it.each([
    ['orders', { level: 'manage', regions: ['ae'] }, true],
    ['orders', { level: 'manage', regions: ['ae', 'kw'] }, false],
    ['orders', { level: 'view', regions: null }, false],
    ['customers', { level: 'view', regions: ['kw'] }, true],
    ['customers', { level: 'manage', regions: ['kw'] }, false],
    ['tax', { level: 'view', regions: null }, false],
    ['tax', { level: 'none', regions: null }, true],
  ] as const)('%s %j: %s', (permission, choice, expected) => {
    const { level, regions } = choice;
    expect(isWithin({ level, regions: regions && [...regions] }, limitOf(own, permission))).toBe(expected);
  });

  it('cuts a choice down to the limit', () => {
    expect(clip({ level: 'manage', regions: null }, limitOf(own, 'orders'))).toEqual({
      level: 'manage',
      regions: ['ae', 'sa'],
    });
    expect(clip({ level: 'manage', regions: ['kw'] }, limitOf(own, 'customers'))).toEqual({
      level: 'view',
      regions: ['kw'],
    });
    expect(clip({ level: 'view', regions: ['kw'] }, limitOf(own, 'orders')).level).toBe('none');
    expect(clip({ level: 'view', regions: null }, limitOf(own, 'tax')).level).toBe('none');
  });

  it('fills the grid from a preset, and says when something was left out', () => {
    const desk = [
      { permission: 'orders', level: 'manage' },
      { permission: 'customers', level: 'view' },
    ] as const;
    expect(presetPlan(desk, ['ae'], own)).toEqual({
      plan: { orders: { level: 'manage', regions: ['ae'] }, customers: { level: 'view', regions: ['ae'] } },
      isCut: false,
    });
    expect(presetPlan(desk, null, own)).toEqual({
      plan: {
        orders: { level: 'manage', regions: ['ae', 'sa'] },
        customers: { level: 'view', regions: null },
      },
      isCut: true,
    });
  });

  it('moves all rows to a region, but none beyond the limit', () => {
    expect(inRegions(own, ['kw'], own)).toEqual({
      team: { level: 'manage', regions: ['kw'] },
      orders: { level: 'manage', regions: ['ae', 'sa'] },
      customers: { level: 'view', regions: ['kw'] },
    });
  });
});

describe('a row of the grid', () => {
  it('begins where the person granting may', () => {
    expect(withLevel({}, 'orders', 'view', null, limitOf(own, 'orders')).orders).toEqual({
      level: 'view',
      regions: ['ae', 'sa'],
    });
    const narrow = withLevel(
      { orders: { level: 'view', regions: ['sa'] } },
      'orders',
      'manage',
      null,
      limitOf(own, 'orders'),
    );
    expect(narrow.orders).toEqual({ level: 'manage', regions: ['sa'] });
  });

  it('takes regions one by one', () => {
    const known = ['ae', 'sa', 'kw'];
    const all = { level: 'view', regions: null } as const;
    expect(toggleRegion(all, 'sa', known).regions).toEqual(['sa']);
    expect(toggleRegion({ level: 'view', regions: ['sa'] }, 'ae', known).regions).toEqual(['sa', 'ae']);
    expect(toggleRegion({ level: 'view', regions: ['sa', 'ae'] }, 'sa', known).regions).toEqual(['ae']);
    expect(toggleRegion({ level: 'view', regions: ['sa'] }, null, known).regions).toBeNull();
    expect(toggleRegion(all, null, known).regions).toEqual(known);
  });
});
