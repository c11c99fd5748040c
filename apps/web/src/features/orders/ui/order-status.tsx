import { useTranslations } from 'next-intl';
import type { OrderStatus } from '@/shared/api/generated';
import { Badge, type BadgeTone } from '@/shared/ui/badge';

const tones: Record<OrderStatus, BadgeTone> = {
  pending_payment: 'warn',
  placed: 'info',
  preparing: 'gold',
  out_for_delivery: 'accent',
  delivered: 'success',
  on_hold: 'warn',
  cancelled: 'error',
  expired: 'neutral',
  returned: 'neutral',
};

/** Where an order stands, in one word. */
export function OrderStatusBadge({ status, className }: { status: OrderStatus; className?: string }) {
  const t = useTranslations('common.status');
  return (
    <Badge tone={tones[status]} className={className}>
      {t(status)}
    </Badge>
  );
}
