import type { OrderEvent } from '@/shared/api/generated';

/** What of an order's money its buyer is told; the rest is between the shop and the provider. */
const told = [
  'payment_failed',
  'paid',
  'paid_late',
  'paid_twice',
  'method_changed',
  'refund_requested',
  'refunded',
] as const;

export type PaymentEvent = { kind: (typeof told)[number]; at: string };

/** The payment events of a timeline, in order of time. */
export function paymentEvents(timeline: readonly OrderEvent[]): PaymentEvent[] {
  return timeline.flatMap(({ kind, created_at }) => {
    const known = told.find((one) => one === kind);
    return known ? [{ kind: known, at: created_at }] : [];
  });
}
