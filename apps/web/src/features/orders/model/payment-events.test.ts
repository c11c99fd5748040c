import { expect, it } from 'vitest';
import type { OrderEvent } from '@/shared/api/generated';
import { paymentEvents } from './payment-events';

it('tells buyers what concerns their money, and nothing else', () => {
  const timeline = ['created', 'payment_started', 'payment_failed', 'disputed', 'paid'].map(
    (kind, at) => ({ kind, created_at: String(at) }) as OrderEvent,
  );
  expect(paymentEvents(timeline)).toEqual([
    { kind: 'payment_failed', at: '2' },
    { kind: 'paid', at: '4' },
  ]);
});
