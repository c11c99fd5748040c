import type { OrderEvent } from '@/shared/api/generated';

export type HistoryEntry = {
  event: OrderEvent;
  /** Names the sentence in `admin.history`. */
  sentence: 'created' | 'moved' | 'note' | 'cash' | 'other';
  /** Staff wrote it for each other. */
  isNote: boolean;
};

const sentences: Record<string, HistoryEntry['sentence']> = {
  created: 'created',
  placed: 'created',
  status_changed: 'moved',
  note: 'note',
  cash_collected: 'cash',
};

/** What happened to an order, the latest first. */
export function history(events: readonly OrderEvent[]): HistoryEntry[] {
  return [...events]
    .reverse()
    .map((event) => ({ event, sentence: sentences[event.kind] ?? 'other', isNote: event.kind === 'note' }));
}
