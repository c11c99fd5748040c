import type { PermissionGrant, PermissionLevel } from '@/shared/api/generated';

/** Every permission this panel asks about; the API owns the list and checks each request again. */
export type Permission = 'orders';

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
