'use client';

import { Ban, Check, Clock, Gift, PackageOpen, Pause, Truck, Undo2, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Order, OrderStatus } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Timeline } from '@/shared/ui/timeline';
import { steps } from '../model/steps';

const icons: Record<OrderStatus, LucideIcon> = {
  pending_payment: Clock,
  placed: Check,
  preparing: Gift,
  out_for_delivery: Truck,
  delivered: PackageOpen,
  on_hold: Pause,
  cancelled: Ban,
  expired: Clock,
  returned: Undo2,
};

export function OrderTimeline({ order }: { order: Pick<Order, 'status' | 'timeline'> }) {
  const t = useTranslations('common.status');
  const tOrder = useTranslations('store.order');
  const { instant } = useStore();
  return (
    <Timeline
      entries={steps(order).map(({ status, state, at }) => ({
        key: status,
        icon: icons[status],
        title: t(status),
        note: state === 'current' || state === 'stopped' ? tOrder(`${status}_note`) : undefined,
        time: at && <time dateTime={at}>{instant(at)}</time>,
        state,
      }))}
    />
  );
}
