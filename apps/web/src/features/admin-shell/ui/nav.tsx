'use client';

import { LayoutDashboard, PackageOpen, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { openSections, sectionOf, sections, useStaff, type SectionKey } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';

export const sectionIcons: Record<SectionKey, LucideIcon> = {
  dashboard: LayoutDashboard,
  orders: PackageOpen,
};

/** The sections this person may open, and no others. */
export function Nav({ onFollow }: { onFollow?: () => void }) {
  const t = useTranslations('admin.nav');
  const { grants, path } = useStaff();
  const here = sectionOf(usePathname());
  return (
    <nav aria-label={t('label')}>
      <ul className="grid gap-0.5">
        {openSections(grants).map((key) => {
          const Icon = sectionIcons[key];
          return (
            <li key={key}>
              <Link
                href={path(sections[key].path)}
                onClick={onFollow}
                aria-current={here === key ? 'page' : undefined}
                className={cn(
                  'flex h-11 items-center gap-3 rounded-[10px] px-3 text-[0.9375rem] transition-colors lg:h-10',
                  here === key
                    ? 'bg-accent-soft font-medium text-accent-deep'
                    : 'text-ink-soft hover:bg-cream hover:text-ink',
                )}
              >
                <Icon aria-hidden strokeWidth={1.75} className="size-[1.125rem]" />
                {t(key)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
