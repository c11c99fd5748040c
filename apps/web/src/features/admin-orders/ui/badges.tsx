import { useTranslations } from 'next-intl';
import type { OrderStatus, PaymentStatus } from '@/shared/api/generated';
import { Badge } from '@/shared/ui/badge';
import { paymentTone, statusTone } from '../model/status';

export function StatusBadge({ status }: { status: OrderStatus }) {
  const t = useTranslations('admin.status');
  return (
    <Badge tone={statusTone[status]}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      {t(status)}
    </Badge>
  );
}

export function PaymentBadge({ status }: { status: PaymentStatus }) {
  const t = useTranslations('common.payment_status');
  return <Badge tone={paymentTone[status]}>{t(status)}</Badge>;
}
