import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AttemptState, DisputeState, RefundState } from '@/shared/api/generated';
import { Badge } from '@/shared/ui/badge';
import { attemptTone, disputeTone, refundTone } from '../model/state';

export function AttemptBadge({ state }: { state: AttemptState }) {
  const t = useTranslations('admin.payments.state');
  return <Badge tone={attemptTone[state]}>{t(state)}</Badge>;
}

/** Says that somebody has to look; nothing when nobody has to. */
export function StuckBadge({ isStuck }: { isStuck: boolean }) {
  const t = useTranslations('admin.payments');
  if (!isStuck) return null;
  return (
    <Badge tone="warn">
      <TriangleAlert aria-hidden className="size-3.5" />
      {t('stuck')}
    </Badge>
  );
}

export function RefundBadge({ state }: { state: RefundState }) {
  const t = useTranslations('admin.order_payments.refund_state');
  return <Badge tone={refundTone[state]}>{t(state)}</Badge>;
}

export function DisputeBadge({ state }: { state: DisputeState }) {
  const t = useTranslations('admin.order_payments.dispute_state');
  return <Badge tone={disputeTone[state]}>{t(state)}</Badge>;
}

/** Words for what the provider or the ledger calls something; what isn't in the messages is shown as it is. */
export function useCodeWords(namespace: 'channel' | 'event' | 'ledger_kind' | 'ledger_account' | 'area') {
  const t = useTranslations(`admin.payment_words.${namespace}`);
  return (code: string) => (t.has(code) ? t(code) : code.replaceAll('_', ' '));
}
