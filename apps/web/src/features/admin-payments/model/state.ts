import type {
  AdminPayment,
  AttemptState,
  DisputeState,
  OrderPayments,
  RefundState,
  VerifyOutcome,
} from '@/shared/api/generated';
import type { BadgeTone } from '@/shared/ui/badge';

/** What may need somebody first, then the usual course of things. */
export const attemptStates: readonly AttemptState[] = [
  'integrity_failure',
  'duplicate_paid',
  'created',
  'executing',
  'pending',
  'paid',
  'failed',
  'abandoned',
];

export const attemptTone: Record<AttemptState, BadgeTone> = {
  created: 'neutral',
  executing: 'info',
  pending: 'gold',
  paid: 'success',
  failed: 'error',
  abandoned: 'neutral',
  duplicate_paid: 'warn',
  integrity_failure: 'error',
};

export const refundTone: Record<RefundState, BadgeTone> = {
  requested: 'gold',
  executing: 'info',
  pending_provider: 'gold',
  refunded: 'success',
  rejected: 'error',
};

export const disputeTone: Record<DisputeState, BadgeTone> = { open: 'warn', won: 'success', lost: 'error' };

/** How good the news of a verification are. */
export const outcomeTone: Record<VerifyOutcome, 'success' | 'info' | 'warning'> = {
  paid: 'success',
  duplicate: 'warning',
  too_late: 'warning',
  mismatch: 'warning',
  failed: 'info',
  pending: 'info',
  unknown: 'warning',
};

/** Money that has come stays: there is nothing more to ask about it. */
export const mayVerify = ({ state }: Pick<AdminPayment, 'state'>) =>
  state !== 'paid' && state !== 'duplicate_paid';

/** Whether something about the money of an order may change by itself any moment. */
export function isMoving({ attempts, refunds }: Pick<OrderPayments, 'attempts' | 'refunds'>): boolean {
  return (
    attempts.some(({ state }) => state === 'executing' || state === 'pending') ||
    refunds.some(({ state }) => state !== 'refunded' && state !== 'rejected')
  );
}
