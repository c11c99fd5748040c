import type { Locale } from '@/shared/i18n/locales';

/** An amount in the smallest unit of its currency (fils, halalas), as the API sends it. */
export type Money = { minor: number; currency: string };

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(locale: Locale, country: string, currency: string, exact: boolean): Intl.NumberFormat {
  const key = `${locale}|${country}|${currency}|${exact}`;
  let format = formats.get(key);
  if (!format) {
    // Latin digits in both languages: Gulf shops write prices so, and they line up with card statements.
    format = new Intl.NumberFormat(`${locale}-${country}-u-nu-latn`, {
      style: 'currency',
      currency,
      trailingZeroDisplay: exact ? 'auto' : 'stripIfInteger',
    });
    formats.set(key, format);
  }
  return format;
}

/** Decimal digits of a currency: 2 for AED, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** The amount as a decimal string (`1234`, exponent 2 → `"12.34"`), without passing through a float. */
export function toDecimalString(minor: number, exponent: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * The minor units of a decimal a person typed (`"12.5"`, exponent 2 → 1250), or null when it isn't one
 * or has more digits than the currency.
 */
export function fromDecimalString(text: string, exponent: number): number | null {
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > exponent) return null;
  return Number(match[1] + fraction.padEnd(exponent, '0'));
}

/** The amount for reading; `exact` keeps the zeros of round amounts (bills), else they are dropped (shelves). */
export function formatMoney(money: Money, locale: Locale, country: string, exact = false): string {
  const decimal = toDecimalString(money.minor, currencyExponent(money.currency));
  return formatFor(locale, country, money.currency, exact).format(decimal as Intl.StringNumericLiteral);
}
