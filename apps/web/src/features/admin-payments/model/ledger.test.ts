import { expect, it } from 'vitest';
import { postings } from './ledger';

const row = (posting_id: string, kind: string, account: string) => ({
  posting_id,
  kind,
  account,
  debit: { minor: 1, currency: 'AED' },
  credit: { minor: 0, currency: 'AED' },
  attempt_id: null,
  refund_id: null,
  created_at: '2026-03-01T10:00:00Z',
});

it('rows of one fact stand together, in the order they were booked', () => {
  const found = postings([row('a', 'sale', 'x'), row('b', 'capture', 'x'), row('a', 'sale', 'y')]);
  expect(found.map(({ id, kind, rows }) => [id, kind, rows.length])).toEqual([
    ['a', 'sale', 2],
    ['b', 'capture', 1],
  ]);
});
