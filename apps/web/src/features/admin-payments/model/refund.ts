import type { Money, OrderPayments, OrderStatus, RefundInput } from '@/shared/api/generated';
import { currencyExponent, fromDecimalString, toDecimalString } from '@/shared/lib/money';

export const longestReason = 500;

/** What a member of staff says about money to give back; the amount as they typed it. */
export type RefundForm = { amount: string; reason: string; restock: boolean };

export type RefundErrors = Partial<
  Record<'amount' | 'reason', 'amount_invalid' | 'amount_beyond' | 'amount_beyond_limit' | 'reason_required'>
>;

/** The most this person can give back now: what there is, or what is left of their day. */
export function mostRefundable({
  refundable,
  limit_left,
}: Pick<OrderPayments, 'refundable' | 'limit_left'>): Money {
  if (!limit_left || limit_left.minor >= refundable.minor) return refundable;
  return { ...refundable, minor: Math.max(0, limit_left.minor) };
}

/** Everything, as the beginning of the form. */
export function emptyRefund(payments: Pick<OrderPayments, 'refundable' | 'limit_left'>): RefundForm {
  const { minor, currency } = mostRefundable(payments);
  return { amount: toDecimalString(minor, currencyExponent(currency)), reason: '', restock: false };
}

/** The minor units of what was typed, Arabic digits and separators too; null when it is no amount of the currency. */
export function readAmount(text: string, currency: string): number | null {
  const latin = text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace('٫', '.')
    .replace(/[\s٬]/g, '');
  return fromDecimalString(latin, currencyExponent(currency));
}

/** What is wrong before the API is asked; it decides in the end. */
export function checkRefund(
  form: RefundForm,
  { refundable, limit_left }: Pick<OrderPayments, 'refundable' | 'limit_left'>,
): RefundErrors {
  const errors: RefundErrors = {};
  const minor = readAmount(form.amount, refundable.currency);
  if (minor === null || minor <= 0) errors.amount = 'amount_invalid';
  else if (minor > refundable.minor) errors.amount = 'amount_beyond';
  else if (limit_left && minor > limit_left.minor) errors.amount = 'amount_beyond_limit';
  if (form.reason.trim() === '') errors.reason = 'reason_required';
  return errors;
}

const over: readonly OrderStatus[] = ['delivered', 'cancelled', 'returned'];

/** Goods go back into stock only with all of the money, and when nobody will send them any more. */
export function mayRestock(form: RefundForm, total: Money, status: OrderStatus): boolean {
  return over.includes(status) && readAmount(form.amount, total.currency) === total.minor;
}

/** The body of the request, or null when the amount is none. */
export function toRefundInput(form: RefundForm, total: Money, status: OrderStatus): RefundInput | null {
  const minor = readAmount(form.amount, total.currency);
  if (minor === null) return null;
  return {
    amount: { minor, currency: total.currency },
    reason: form.reason.trim(),
    restock: form.restock && mayRestock(form, total, status),
  };
}
