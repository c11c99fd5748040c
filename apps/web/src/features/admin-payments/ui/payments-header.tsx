'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';
import { useOpenAlertCount } from '../api/desk';

const tabs = {
  attempts: '/payments',
  alerts: '/payments/alerts',
  report: '/payments/report',
  books: '/payments/books',
  settings: '/payments/settings',
} as const;

const keys = Object.keys(tabs) as (keyof typeof tabs)[];

/** The title of the section and the ways through it. */
export function PaymentsHeader() {
  const t = useTranslations('admin.payments');
  const { path } = useStaff();
  const here = usePathname();
  const alerts = useOpenAlertCount();
  return (
    <>
      <h1 className="mb-3 display text-display-3">{t('title')}</h1>
      <nav aria-label={t('title')} className="mb-4 border-b border-line">
        <ul className="-mb-px scrollbar-none flex gap-1 overflow-x-auto">
          {keys.map((tab) => {
            const href = path(tabs[tab]);
            const isHere = here === href;
            return (
              <li key={tab}>
                <Link
                  href={href}
                  aria-current={isHere ? 'page' : undefined}
                  className={cn(
                    'flex h-11 items-center gap-2 border-b-2 px-3 text-sm whitespace-nowrap -outline-offset-2 transition-colors',
                    isHere
                      ? 'border-accent font-medium text-ink'
                      : 'border-transparent text-ink-soft hover:border-line-strong/60 hover:text-ink',
                  )}
                >
                  {t(`tab_${tab}`)}
                  {tab === 'alerts' && !!alerts && (
                    <span className="min-w-5 rounded-full bg-error-soft px-1.5 text-center text-xs leading-5 text-error tabular">
                      <span aria-hidden>{alerts}</span>
                      <span className="sr-only">{t('open_alerts', { count: alerts })}</span>
                    </span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
    </>
  );
}
