import type { NextStatus, TransitionInput } from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { isSetback } from './status';

/** What a member of staff says about a move; null is "not decided yet". */
export type MoveForm = { reason: string; restock: boolean | null; cashCollected: boolean };

export const emptyMove: MoveForm = { reason: '', restock: null, cashCollected: false };

export const longestReason = 500;

export type MoveErrors = Partial<
  Record<'reason' | 'restock' | 'cash_collected', 'reason_required' | 'restock_required' | 'cash_required'>
>;

/** What is still missing before this move can be sent; the API decides in the end. */
export function checkMove(next: NextStatus, form: MoveForm): MoveErrors {
  const errors: MoveErrors = {};
  if (next.needs_reason && form.reason.trim() === '') errors.reason = 'reason_required';
  if (next.may_restock && form.restock === null) errors.restock = 'restock_required';
  if (next.collects_cash && !form.cashCollected) errors.cash_collected = 'cash_required';
  return errors;
}

/** The body of the request: nothing that this move doesn't ask for. */
export function toMoveInput(next: NextStatus, version: number, form: MoveForm): TransitionInput {
  const reason = form.reason.trim();
  return {
    to: next.to,
    version,
    ...(reason && { reason }),
    ...(next.may_restock && { restock: form.restock }),
    ...(next.collects_cash && { cash_collected: form.cashCollected }),
  };
}

/** The usual step on, if there is one; the others are the exceptions. */
export function usualMove(next: readonly NextStatus[]): NextStatus | null {
  const forward = next.filter(({ to }) => !isSetback(to));
  return forward.find(({ to }) => to !== 'placed') ?? forward[0] ?? null;
}

/**
 * What a refused move means for the dialog: `changed`, the order isn't what the page shows any more, so it is read
 * again; `retry`, the same request may be sent again; `fix`, something in the form is not right.
 */
export function readRefusal(error: unknown): 'changed' | 'retry' | 'fix' {
  const { status, code } = toProblem(error);
  if (code === 'stale_version' || code === 'illegal_transition' || status === 404) return 'changed';
  if (status === 422) return 'fix';
  return 'retry';
}
