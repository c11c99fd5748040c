import type { OrderStatus, PaymentStatus } from '@/shared/api/generated';
import type { BadgeTone } from '@/shared/ui/badge';

/** The order of work: what waits for us first, what is over last. */
export const statusOrder: readonly OrderStatus[] = [
  'placed',
  'preparing',
  'out_for_delivery',
  'on_hold',
  'delivered',
  'returned',
  'cancelled',
  'pending_payment',
  'expired',
];

/** Statuses of orders that still have to reach somebody. */
export const openStatuses = ['placed', 'preparing', 'out_for_delivery'] as const satisfies OrderStatus[];

export const statusTone: Record<OrderStatus, BadgeTone> = {
  pending_payment: 'neutral',
  placed: 'accent',
  preparing: 'gold',
  out_for_delivery: 'info',
  delivered: 'success',
  on_hold: 'warn',
  cancelled: 'neutral',
  expired: 'neutral',
  returned: 'error',
};

export const paymentTone: Record<PaymentStatus, BadgeTone> = {
  unpaid: 'neutral',
  paid: 'success',
  partially_refunded: 'warn',
  refunded: 'info',
  void: 'neutral',
};

/** The tabs: every status that has orders, those of the daily work always, and the chosen one. */
export function visibleTabs(counts: Record<string, number>, chosen: OrderStatus | null): OrderStatus[] {
  const always: OrderStatus[] = ['placed', 'preparing', 'out_for_delivery', 'on_hold', 'delivered'];
  return statusOrder.filter(
    (status) => always.includes(status) || status === chosen || (counts[status] ?? 0) > 0,
  );
}

/** Moves that end an order or stop it are not offered as the next step. */
export function isSetback(status: OrderStatus): boolean {
  return status === 'cancelled' || status === 'returned' || status === 'on_hold' || status === 'expired';
}
