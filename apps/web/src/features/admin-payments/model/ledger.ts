import type { LedgerEntry } from '@/shared/api/generated';

/** Rows of the ledger that are one fact. */
export type Posting = { id: string; kind: string; at: string; rows: LedgerEntry[] };

/** The ledger by facts, in the order they were booked. */
export function postings(rows: readonly LedgerEntry[]): Posting[] {
  const all = new Map<string, Posting>();
  for (const row of rows) {
    const found = all.get(row.posting_id);
    if (found) found.rows.push(row);
    else all.set(row.posting_id, { id: row.posting_id, kind: row.kind, at: row.created_at, rows: [row] });
  }
  return [...all.values()];
}
