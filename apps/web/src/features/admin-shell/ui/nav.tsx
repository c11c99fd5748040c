'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { groups, openSections, sectionOf, sections, useStaff } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';

/** The sections this person may open, and no others. */
export function Nav({ onFollow }: { onFollow?: () => void }) {
  const t = useTranslations('admin.nav');
  const { grants, path } = useStaff();
  const here = sectionOf(usePathname());
  const open = openSections(grants);
  return (
    <nav aria-label={t('label')} className="grid gap-5 overflow-y-auto">
      {groups.map((group) => {
        const keys = open.filter((key) => sections[key].group === group);
        if (keys.length === 0) return null;
        return (
          <ul key={group} aria-label={t(`group_${group}`)} className="grid gap-0.5">
            {keys.map((key) => {
              const { icon: Icon } = sections[key];
              return (
                <li key={key}>
                  <Link
                    href={path(sections[key].path)}
                    onClick={onFollow}
                    aria-current={here === key ? 'page' : undefined}
                    className={cn(
                      'flex h-11 items-center gap-3 rounded-[10px] px-3 text-[0.9375rem] -outline-offset-2 transition-colors lg:h-10',
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
        );
      })}
    </nav>
  );
}
