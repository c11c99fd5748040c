import { describe, expect, it } from 'vitest';
import type { PermissionGrant } from '@/shared/api/generated';
import { afterSignIn, samePageIn, signInPath } from './paths';
import { allows } from './permissions';
import { daysBetween, todayIn } from './regions';
import { mayOpen, openSections, sectionOf } from './sections';

const grant = (
  level: PermissionGrant['level'],
  regions: PermissionGrant['regions'] = null,
): PermissionGrant[] => [{ permission: 'orders', level, regions }];

describe('allows', () => {
  it('gives nothing without a grant', () => {
    expect(allows([], 'orders')).toBe(false);
    expect(allows([{ permission: 'products', level: 'manage', regions: null }], 'orders')).toBe(false);
  });

  it('lets managers look, but not lookers manage', () => {
    expect(allows(grant('manage'), 'orders', 'view')).toBe(true);
    expect(allows(grant('view'), 'orders', 'view')).toBe(true);
    expect(allows(grant('view'), 'orders', 'manage')).toBe(false);
  });

  it('keeps a regional grant to its regions', () => {
    const regional = grant('manage', ['kw']);
    expect(allows(regional, 'orders', 'manage', 'kw')).toBe(true);
    expect(allows(regional, 'orders', 'manage', 'ae')).toBe(false);
    expect(allows(regional, 'orders', 'view')).toBe(true);
    expect(allows(grant('manage'), 'orders', 'manage', 'ae')).toBe(true);
  });

  it('adds grants up', () => {
    const both = [...grant('view'), ...grant('manage', ['sa'])];
    expect(allows(both, 'orders', 'view', 'ae')).toBe(true);
    expect(allows(both, 'orders', 'manage', 'ae')).toBe(false);
    expect(allows(both, 'orders', 'manage', 'sa')).toBe(true);
  });
});

describe('sections', () => {
  it('shows each person only what they may open', () => {
    expect(openSections([])).toEqual(['dashboard', 'security']);
    expect(openSections(grant('view', ['sa']))).toEqual(['dashboard', 'orders', 'security']);
    expect(mayOpen([], 'orders')).toBe(false);
  });

  it('knows the section of an address', () => {
    expect(sectionOf('/admin/en')).toBe('dashboard');
    expect(sectionOf('/admin/ar/orders')).toBe('orders');
    expect(sectionOf('/admin/ar/orders/0198-abc')).toBe('orders');
    expect(sectionOf('/admin/en/ordersheets')).toBeNull();
  });
});

describe('paths', () => {
  it('comes back to where one was', () => {
    expect(signInPath('ar', '/admin/ar/orders?status=placed')).toBe(
      '/admin/ar/sign-in?next=%2Fadmin%2Far%2Forders%3Fstatus%3Dplaced',
    );
    expect(afterSignIn('ar', '/admin/ar/orders?status=placed')).toBe('/admin/ar/orders?status=placed');
    expect(signInPath('en', '/admin/en')).toBe('/admin/en/sign-in');
  });

  it.each([
    'https://elsewhere.example/admin/en',
    '//elsewhere.example',
    '/ae/en',
    '/admin/en/sign-in',
    '/admin/en/two-step',
    '/admin/ar/invitation?token=x',
    '/admin/en/../..',
    '/admin/en\\@elsewhere.example',
    '/admin/enough',
  ])('never leads out of the panel: %s', (next) => {
    const to = new URL(afterSignIn('en', next), 'https://shop.example');
    expect(to.origin).toBe('https://shop.example');
    expect(to.pathname === '/admin/en' || to.pathname.startsWith('/admin/en/')).toBe(true);
    expect(to.pathname).not.toContain('sign-in');
  });

  it('keeps the place when the language changes', () => {
    expect(samePageIn('ar', '/admin/en/orders/1', '')).toBe('/admin/ar/orders/1');
    expect(samePageIn('en', '/admin/ar/orders', 'q=1')).toBe('/admin/en/orders?q=1');
    expect(samePageIn('en', '/admin/ar', '')).toBe('/admin/en');
  });
});

describe('days', () => {
  it('begins the day when the region does', () => {
    const lateEvening = new Date('2026-11-22T20:30:00Z');
    expect(todayIn('Asia/Dubai', lateEvening)).toBe('2026-11-23');
    expect(todayIn('Asia/Riyadh', lateEvening)).toBe('2026-11-22');
  });

  it('counts whole days', () => {
    expect(daysBetween('2026-11-22', '2026-11-22')).toBe(0);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });
});
