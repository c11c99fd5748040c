import type { PermissionGrant, PermissionLevel } from '@/shared/api/generated';

/** The permissions there are, as the API names them; it checks each request again. */
export const permissions = [
  'products',
  'categories',
  'sections',
  'banners',
  'reviews',
  'orders',
  'payments',
  'promos',
  'tax',
  'regions',
  'delivery_zones',
  'customers',
  'team',
  'notifications',
  'contact',
  'analytics',
  'settings',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * Whether these grants allow it: `manage` includes `view`, a grant without regions holds in all of them. Without a
 * `region` the question is "anywhere at all?", which is what decides about sections and menus.
 */
export function allows(
  grants: readonly PermissionGrant[],
  permission: Permission,
  level: PermissionLevel = 'view',
  region?: string,
): boolean {
  return grants.some(
    (grant) =>
      grant.permission === permission &&
      (grant.level === 'manage' || grant.level === level) &&
      (region === undefined || !grant.regions || grant.regions.includes(region)),
  );
}
