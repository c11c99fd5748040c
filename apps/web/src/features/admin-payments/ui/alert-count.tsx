'use client';

import { ChevronRight, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import { useOpenAlertCount } from '../api/desk';

/** For whoever looks after payments: that some of them need somebody. Nothing when none does. */
export function AlertCount() {
  const { can } = useStaff();
  return can('payments') ? <Count /> : null;
}

function Count() {
  const t = useTranslations('admin.payments');
  const { path } = useStaff();
  const count = useOpenAlertCount();
  if (!count) return null;
  return (
    <Link
      href={path('/payments/alerts')}
      className="group flex items-center gap-3 rounded-card bg-error-soft p-4 text-error"
    >
      <TriangleAlert aria-hidden className="size-5 shrink-0" />
      <span className="font-medium">{t('open_alerts', { count })}</span>
      <ChevronRight
        aria-hidden
        className="ms-auto size-4 transition-transform group-hover:translate-x-0.5 rtl:rotate-180 rtl:group-hover:-translate-x-0.5"
      />
    </Link>
  );
}
