import type { AdminOrderPage, AdminOrderRow } from '@/shared/api/generated';

/** One status' orders, nearest delivery day first, as the API gave them. */
type Slice = Pick<AdminOrderPage, 'items' | 'next_cursor'>;

export type Agenda = {
  overdue: AdminOrderRow[];
  today: AdminOrderRow[];
  tomorrow: AdminOrderRow[];
  later: AdminOrderRow[];
  /** The counts of days before `complete` are exact; of later ones there may be more than was read. */
  isComplete: (group: 'overdue' | 'today' | 'tomorrow') => boolean;
};

/**
 * What has to go out when, from the first pages of the open statuses. `daysUntil` counts in each order's own region,
 * where today begins at another hour.
 */
export function agenda(slices: readonly Slice[], daysUntil: (row: AdminOrderRow) => number): Agenda {
  const rows = slices
    .flatMap((slice) => slice.items)
    .sort(
      (a, b) => a.delivery_date.localeCompare(b.delivery_date) || a.created_at.localeCompare(b.created_at),
    );
  // A slice that goes on has told everything only up to the day before its last row's.
  const knownBefore = Math.min(
    ...slices.map(({ items, next_cursor }) => {
      const last = items.at(-1);
      return next_cursor && last ? daysUntil(last) : Infinity;
    }),
  );
  const within = (from: number, to: number) =>
    rows.filter((row) => daysUntil(row) >= from && daysUntil(row) <= to);
  return {
    overdue: within(-Infinity, -1),
    today: within(0, 0),
    tomorrow: within(1, 1),
    later: within(2, Infinity),
    isComplete: (group) => ({ overdue: -1, today: 0, tomorrow: 1 })[group] < knownBefore,
  };
}
