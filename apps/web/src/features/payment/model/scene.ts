import type { OrderPayment } from '@/shared/api/generated';

/** What the payment page has to say. */
export type Scene =
  | 'checking'
  | 'confirming'
  | 'unfinished'
  | 'choose'
  | 'failed'
  | 'paid'
  | 'cash'
  | 'in_review'
  | 'ended'
  | 'going_back';

/**
 * The scene for where a payment stands (null: not known yet). `isBack`: the provider has just sent the payer back, so
 * that a payment under way waits for the bank and not for them.
 */
export function sceneOf(payment: OrderPayment | null | undefined, isBack: boolean): Scene {
  if (!payment) return 'checking';
  const { progress, may_pay } = payment;
  switch (progress) {
    case 'in_progress':
      return isBack || !may_pay ? 'confirming' : 'unfinished';
    case 'waiting':
      return may_pay ? 'choose' : 'ended';
    case 'failed':
      return may_pay ? 'failed' : 'ended';
    case 'not_needed':
      return 'cash';
    default:
      return progress;
  }
}

/** Whether something is still to come that the page should learn of by itself. */
export function isOpen({ progress }: OrderPayment): boolean {
  return ['waiting', 'in_progress', 'failed', 'in_review'].includes(progress);
}

/** Seconds as a clock: `4:05`, `1:02:09`. Never below zero. */
export function clock(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
