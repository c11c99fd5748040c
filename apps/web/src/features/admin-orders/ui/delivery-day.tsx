'use client';

import { useTranslations } from 'next-intl';
import { daysBetween, todayIn, useStaff } from '@/features/admin-session';
import type { OrderStatus } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { openStatuses } from '../model/status';

type DeliveryDayProps = { date: string; region: string; status: OrderStatus; className?: string };

/** The delivery day, named when it is near; a day that has passed with the order still open stands out. */
export function DeliveryDay({ date, region, status, className }: DeliveryDayProps) {
  const t = useTranslations('admin.delivery_day');
  const staff = useStaff();
  const days = daysBetween(todayIn(staff.region(region).timeZone, new Date()), date);
  const isOpen = status === 'on_hold' || openStatuses.some((open) => open === status);
  const day = staff.date(date, { weekday: 'short', day: 'numeric', month: 'short' });
  const near = days === 0 ? t('today') : days === 1 ? t('tomorrow') : null;
  const isLate = isOpen && days < 0;
  return (
    <span
      className={cn(
        'whitespace-nowrap',
        isLate && 'font-medium text-error',
        isOpen && days === 0 && 'font-medium text-accent-deep',
        className,
      )}
    >
      {isOpen && near ? t('near', { near, day }) : isLate ? t('late', { day }) : day}
    </span>
  );
}
