import type { DeliveryDay } from '@/shared/api/generated';
import type { Localized } from '@/shared/i18n/locales';

/** Days that can't be had, gathered under their reason: said once, not on every day. */
export function blockedByReason(days: readonly DeliveryDay[]): { text: Localized; dates: string[] }[] {
  const groups = new Map<string, { text: Localized; dates: string[] }>();
  for (const { date, reason } of days) {
    if (!reason) continue;
    const key = `${reason.code}|${reason.text.en}`;
    const group = groups.get(key);
    if (group) group.dates.push(date);
    else groups.set(key, { text: reason.text, dates: [date] });
  }
  return [...groups.values()];
}
