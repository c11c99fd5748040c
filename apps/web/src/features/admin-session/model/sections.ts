import {
  CreditCard,
  History,
  LayoutDashboard,
  PackageOpen,
  ShieldCheck,
  Users,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { PermissionGrant } from '@/shared/api/generated';
import { allows, type Permission } from './permissions';

/** The parts of the menu, from top to bottom. */
export const groups = ['work', 'people', 'own'] as const;
export type Group = (typeof groups)[number];

type Section = {
  path: string;
  /** What opening it takes (null: being on the staff). */
  permission: Permission | null;
  group: Group;
  icon: LucideIcon;
};

/**
 * The one map of sections. The guards of the pages, the menu and the command palette all ask it, and a test holds every
 * page of the panel against it.
 */
export const sections = {
  dashboard: { path: '', permission: null, group: 'work', icon: LayoutDashboard },
  orders: { path: '/orders', permission: 'orders', group: 'work', icon: PackageOpen },
  payments: { path: '/payments', permission: 'payments', group: 'work', icon: CreditCard },
  customers: { path: '/customers', permission: 'customers', group: 'people', icon: Users },
  team: { path: '/team', permission: 'team', group: 'people', icon: UsersRound },
  audit: { path: '/audit', permission: 'team', group: 'people', icon: History },
  security: { path: '/security', permission: null, group: 'own', icon: ShieldCheck },
} as const satisfies Record<string, Section>;

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
