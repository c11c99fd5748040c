import type { Locale } from '@/shared/i18n/locales';

/** Latin digits and the Gregorian calendar everywhere: `ar-SA` alone would give Hijri dates. */
function tag(locale: Locale, country: string): string {
  return `${locale}-${country}-u-ca-gregory-nu-latn`;
}

/** A calendar date of the API (`YYYY-MM-DD`, no time zone) for reading. */
export function formatDate(
  date: string,
  locale: Locale,
  country: string,
  options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' },
): string {
  return new Intl.DateTimeFormat(tag(locale, country), { ...options, timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** An instant of the API (RFC 3339) as the wall clock of `timeZone`. */
export function formatInstant(
  instant: string,
  locale: Locale,
  country: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  },
): string {
  return new Intl.DateTimeFormat(tag(locale, country), { ...options, timeZone }).format(new Date(instant));
}
