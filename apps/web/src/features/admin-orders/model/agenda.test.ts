import { describe, expect, it } from 'vitest';
import type { AdminOrderRow, OrderEvent } from '@/shared/api/generated';
import { addressLines, readablePhone } from './address';
import { agenda } from './agenda';
import { history } from './history';
import { statusOrder, visibleTabs } from './status';

const row = (delivery_date: string, created_at = '2026-11-01T00:00:00Z') =>
  ({ delivery_date, created_at }) as AdminOrderRow;
const daysUntil = ({ delivery_date }: AdminOrderRow) => Number(delivery_date.slice(-2)) - 22;

describe('agenda', () => {
  it('sorts the open orders of all statuses by what is due', () => {
    const due = agenda(
      [
        { items: [row('2026-11-21'), row('2026-11-23')], next_cursor: null },
        { items: [row('2026-11-20'), row('2026-11-22'), row('2026-11-29')], next_cursor: null },
      ],
      daysUntil,
    );
    expect(due.overdue.map((r) => r.delivery_date)).toEqual(['2026-11-20', '2026-11-21']);
    expect(due.today).toHaveLength(1);
    expect(due.tomorrow).toHaveLength(1);
    expect(due.later).toHaveLength(1);
    expect(due.isComplete('tomorrow')).toBe(true);
  });

  it('knows where its knowledge ends', () => {
    const due = agenda([{ items: [row('2026-11-21'), row('2026-11-22')], next_cursor: 'more' }], daysUntil);
    expect(due.isComplete('overdue')).toBe(true);
    expect(due.isComplete('today')).toBe(false);
    expect(due.isComplete('tomorrow')).toBe(false);
  });

  it('says nothing about nothing', () => {
    const due = agenda([{ items: [], next_cursor: null }], daysUntil);
    expect(due.today).toEqual([]);
    expect(due.isComplete('today')).toBe(true);
  });
});

describe('tabs', () => {
  it('always shows the daily work, the rest when there is any', () => {
    expect(visibleTabs({}, null)).toEqual([
      'placed',
      'preparing',
      'out_for_delivery',
      'on_hold',
      'delivered',
    ]);
    expect(visibleTabs({ expired: 2 }, null)).toContain('expired');
    expect(visibleTabs({}, 'returned')).toContain('returned');
  });

  it('has a place for every status', () => {
    expect(new Set(statusOrder).size).toBe(9);
  });
});

describe('history', () => {
  const event = (kind: string, reason: string | null = null): OrderEvent => ({
    kind,
    reason,
    from_status: null,
    to_status: null,
    actor_kind: 'staff',
    actor_name: 'Amal',
    created_at: '2026-11-22T10:00:00Z',
  });

  it('tells the latest first and marks notes', () => {
    const told = history([event('created'), event('note', 'Call first'), event('cash_collected')]);
    expect(told.map((entry) => entry.sentence)).toEqual(['cash', 'note', 'created']);
    expect(told.map((entry) => entry.isNote)).toEqual([false, true, false]);
  });

  it('has a word for what it does not know yet', () => {
    expect(history([event('teleported')])[0]?.sentence).toBe('other');
  });
});

describe('addresses', () => {
  const fields = ['area', 'block', 'street'].map((key) => ({ key, label: { en: key, ar: key } }));

  it('follows the order of the form and loses nothing', () => {
    const lines = addressLines(
      { gate: '3', street: 'Beirut', block: '4', area: 'Salmiya', avenue: ' ' },
      fields,
    );
    expect(lines.map((line) => line.key)).toEqual(['area', 'block', 'street', 'gate']);
    expect(lines.at(-1)?.label).toBeNull();
  });

  it('groups phone numbers of the Gulf and leaves others alone', () => {
    expect(readablePhone('+971501234567')).toBe('+971 50 123 4567');
    expect(readablePhone('+96550123456')).toBe('+965 50 123 456');
    expect(readablePhone('+441632960000')).toBe('+441632960000');
  });
});
