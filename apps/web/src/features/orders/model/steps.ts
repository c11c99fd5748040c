import type { Order, OrderStatus } from '@/shared/api/generated';

/** The road of an order that meets no trouble. */
const road: OrderStatus[] = ['placed', 'preparing', 'out_for_delivery', 'delivered'];

export type Step = {
  status: OrderStatus;
  state: 'done' | 'current' | 'ahead' | 'stopped';
  at: string | null;
};

/** Whether nothing will happen to the order any more. */
export const isFinal = (status: OrderStatus) =>
  ['delivered', 'cancelled', 'expired', 'returned'].includes(status);

/**
 * An order's progress: the steps taken with their times, the one it stands on, and, while it is on its way, those
 * still ahead. An order that left the road ends where it did.
 */
export function steps({ status, timeline }: Pick<Order, 'status' | 'timeline'>): Step[] {
  const reached = new Map<OrderStatus, string>();
  for (const { to_status, created_at } of timeline) if (to_status) reached.set(to_status, created_at);
  const at = (s: OrderStatus) => reached.get(s) ?? null;
  const place = road.indexOf(status);
  if (place >= 0) {
    return road.map((s, index) => ({
      status: s,
      state: index < place || status === 'delivered' ? 'done' : index === place ? 'current' : 'ahead',
      at: index <= place ? at(s) : null,
    }));
  }
  const taken: Step[] = road
    .filter((s) => reached.has(s))
    .map((s) => ({ status: s, state: 'done', at: at(s) }));
  const waits = status === 'pending_payment' || status === 'on_hold';
  return [...taken, { status, state: waits ? 'current' : 'stopped', at: at(status) }];
}
