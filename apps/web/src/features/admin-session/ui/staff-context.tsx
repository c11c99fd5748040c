'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { getAdminMe, type AdminMe, type PermissionLevel } from '@/shared/api/generated';
import { pick, type Locale, type Localized } from '@/shared/i18n/locales';
import { formatDate, formatInstant } from '@/shared/lib/dates';
import { formatMoney, type Money } from '@/shared/lib/money';
import { accessRefused, staffCall } from '../api/staff-call';
import { adminPath } from '../model/paths';
import { allows, type Permission } from '../model/permissions';
import type { StaffRegion } from '../model/regions';

type Staff = { me: AdminMe; locale: Locale; regions: StaffRegion[] };

const Context = createContext<Staff | null>(null);

const meKey = ['admin', 'me'] as const;

/** Rights may be given and taken while somebody works: the menu and the buttons follow without a reload. */
const everyMinute = 60_000;

export function StaffProvider({ children, me: initial, ...staff }: Staff & { children: ReactNode }) {
  const client = useQueryClient();
  const router = useRouter();
  const { data: me } = useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => staffCall(getAdminMe({ signal, throwOnError: true })),
    initialData: initial,
    refetchInterval: everyMinute,
  });

  useEffect(() => {
    // Something was refused that the page believed to be allowed: the rights have changed since.
    function reread() {
      void client.invalidateQueries({ queryKey: meKey });
      router.refresh();
    }
    window.addEventListener(accessRefused, reread);
    return () => window.removeEventListener(accessRefused, reread);
  }, [client, router]);

  return <Context value={{ ...staff, me }}>{children}</Context>;
}

/** Notes down what one has just changed about the second step, without waiting for the next reading. */
export function useNoteTotp() {
  const client = useQueryClient();
  return (change: Partial<AdminMe['totp']>) =>
    client.setQueryData<AdminMe>(meKey, (me) => me && { ...me, totp: { ...me.totp, ...change } });
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
    const can = (permission: Permission, level?: PermissionLevel, slug?: string) =>
      allows(me.permissions, permission, level, slug);
    const home = regions.find(({ slug }) => slug === me.account.region) ?? regions[0];
    return {
      account: me.account,
      isAdmin: me.account.role === 'admin',
      totp: me.totp,
      grants: me.permissions,
      locale,
      regions,
      region,
      can,
      /** The regions in which this is allowed: the only ones a filter should offer. */
      regionsFor: (permission: Permission, level?: PermissionLevel) =>
        regions.filter(({ slug }) => can(permission, level, slug)),
      path: (path = '') => adminPath(locale, path),
      text: (text: Localized) => pick(text, locale),
      money: (money: Money, slug: string) => formatMoney(money, locale, region(slug).country, true),
      // One way of writing dates down a whole list, whichever country each row is from.
      date: (date: string, options?: Intl.DateTimeFormatOptions) =>
        formatDate(date, locale, dateStyle, options),
      /** By the clock of a region; without one by that of the reader's own. */
      instant: (instant: string, slug?: string | null, options?: Intl.DateTimeFormatOptions) =>
        formatInstant(
          instant,
          locale,
          dateStyle,
          slug ? region(slug).timeZone : (home?.timeZone ?? 'UTC'),
          options,
        ),
    };
  }, [staff]);
}
