import type { Locale } from '@/shared/i18n/locales';

/** Basis points as a percentage: 500 → `5%`, 1550 → `15.5%`. */
export function formatRate(basisPoints: number, locale: Locale): string {
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  );
}
