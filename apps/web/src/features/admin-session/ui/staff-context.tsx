'use client';

import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { AdminMe, PermissionLevel } from '@/shared/api/generated';
import { pick, type Locale, type Localized } from '@/shared/i18n/locales';
import { formatDate, formatInstant } from '@/shared/lib/dates';
import { formatMoney, type Money } from '@/shared/lib/money';
import { adminPath } from '../model/paths';
import { allows, type Permission } from '../model/permissions';
import type { StaffRegion } from '../model/regions';

type Staff = { me: AdminMe; locale: Locale; regions: StaffRegion[] };

const Context = createContext<Staff | null>(null);

export function StaffProvider({ children, ...staff }: Staff & { children: ReactNode }) {
  return <Context value={staff}>{children}</Context>;
}

/** A region that isn't sold in any more: its orders are still there to be read. */
const closed = (slug: string): StaffRegion => ({
  slug,
  country: slug.toUpperCase(),
  name: { en: slug.toUpperCase(), ar: slug.toUpperCase() },
  timeZone: 'UTC',
  addressFields: [],
});

const dateStyle = 'AE';

/** Who is at work, what they may do, and everything formatted in their language and an order's region. */
export function useStaff() {
  const staff = useContext(Context);
  if (!staff) throw new Error('useStaff outside the admin panel');
  return useMemo(() => {
    const { me, locale, regions } = staff;
    const region = (slug: string) => regions.find((r) => r.slug === slug) ?? closed(slug);
    return {
      account: me.account,
      grants: me.permissions,
      locale,
      regions,
      region,
      can: (permission: Permission, level?: PermissionLevel, slug?: string) =>
        allows(me.permissions, permission, level, slug),
      path: (path = '') => adminPath(locale, path),
      text: (text: Localized) => pick(text, locale),
      money: (money: Money, slug: string) => formatMoney(money, locale, region(slug).country, true),
      // One way of writing dates down a whole list, whichever country each row is from.
      date: (date: string, options?: Intl.DateTimeFormatOptions) =>
        formatDate(date, locale, dateStyle, options),
      instant: (instant: string, slug: string, options?: Intl.DateTimeFormatOptions) =>
        formatInstant(instant, locale, dateStyle, region(slug).timeZone, options),
    };
  }, [staff]);
}
