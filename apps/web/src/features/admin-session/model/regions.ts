import type { Localized } from '@/shared/i18n/locales';

/** What the panel needs to know of a region to show its orders the way people there read them. */
export type StaffRegion = {
  slug: string;
  country: string;
  name: Localized;
  timeZone: string;
  addressFields: { key: string; label: Localized }[];
};

/** Today's date where that clock hangs, `YYYY-MM-DD`. */
export function todayIn(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
