import type { PermissionGrant } from '@/shared/api/generated';
import { allows, type Permission } from './permissions';

/** The one map of sections: their place, and what opening them takes (null: being on the staff). */
export const sections = {
  dashboard: { path: '', permission: null },
  orders: { path: '/orders', permission: 'orders' },
} as const satisfies Record<string, { path: string; permission: Permission | null }>;

export type SectionKey = keyof typeof sections;

export const sectionKeys = Object.keys(sections) as SectionKey[];

export function mayOpen(grants: readonly PermissionGrant[], section: SectionKey): boolean {
  const { permission } = sections[section];
  return permission === null || allows(grants, permission);
}

/** What the menu shows. */
export function openSections(grants: readonly PermissionGrant[]): SectionKey[] {
  return sectionKeys.filter((section) => mayOpen(grants, section));
}

/** The section an address belongs to: the one with the longest fitting path. */
export function sectionOf(pathname: string): SectionKey | null {
  const rest = `/${pathname.split('/').slice(3).join('/')}`;
  const fits = sectionKeys.filter((key) => {
    const { path } = sections[key];
    return path === '' ? rest === '/' : rest === path || rest.startsWith(`${path}/`);
  });
  return fits.sort((a, b) => sections[b].path.length - sections[a].path.length)[0] ?? null;
}
