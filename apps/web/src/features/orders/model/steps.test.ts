import { describe, expect, it } from 'vitest';
import type { OrderEvent, OrderStatus } from '@/shared/api/generated';
import { isFinal, steps } from './steps';

const event = (to: OrderStatus, at: string): OrderEvent => ({
  kind: 'status_changed',
  from_status: null,
  to_status: to,
  actor_kind: 'system',
  actor_name: null,
  reason: null,
  created_at: at,
});
const brief = (status: OrderStatus, ...timeline: OrderEvent[]) =>
  steps({ status, timeline }).map((s) => `${s.status}:${s.state}${s.at ? `@${s.at}` : ''}`);

describe('steps', () => {
  it('shows the road with what is ahead', () => {
    expect(brief('preparing', event('placed', '1'), event('preparing', '2'))).toEqual([
      'placed:done@1',
      'preparing:current@2',
      'out_for_delivery:ahead',
      'delivered:ahead',
    ]);
  });

  it('has nothing current once delivered', () => {
    expect(brief('delivered', event('placed', '1'), event('delivered', '4'))).toEqual([
      'placed:done@1',
      'preparing:done',
      'out_for_delivery:done',
      'delivered:done@4',
    ]);
  });

  it('ends where an order left the road', () => {
    expect(
      brief('cancelled', event('placed', '1'), event('preparing', '2'), event('cancelled', '3')),
    ).toEqual(['placed:done@1', 'preparing:done@2', 'cancelled:stopped@3']);
    expect(brief('on_hold', event('placed', '1'), event('on_hold', '2'))).toEqual([
      'placed:done@1',
      'on_hold:current@2',
    ]);
    expect(brief('pending_payment')).toEqual(['pending_payment:current']);
  });

  it('knows when nothing more will happen', () => {
    expect(isFinal('delivered')).toBe(true);
    expect(isFinal('on_hold')).toBe(false);
  });
});
