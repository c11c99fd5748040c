'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';

/** People, and those who were asked to join. */
export function TeamTabs() {
  const t = useTranslations('admin.team');
  const { path } = useStaff();
  const here = usePathname();
  return (
    <nav aria-label={t('title')} className="border-b border-line">
      <ul className="-mb-px flex gap-1">
        {(['members', 'invitations'] as const).map((tab) => {
          const href = path(tab === 'members' ? '/team' : '/team/invitations');
          return (
            <li key={tab}>
              <Link
                href={href}
                aria-current={here === href ? 'page' : undefined}
                className={cn(
                  'flex h-11 items-center border-b-2 px-3 text-sm -outline-offset-2 transition-colors',
                  here === href
                    ? 'border-accent font-medium text-ink'
                    : 'border-transparent text-ink-soft hover:border-line-strong/60 hover:text-ink',
                )}
              >
                {t(tab)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
