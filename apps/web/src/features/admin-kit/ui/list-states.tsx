'use client';

import { CloudOff, type LucideIcon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isLocale } from '@/shared/i18n/locales';
import { cn } from '@/shared/lib/cn';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Skeleton } from '@/shared/ui/skeleton';

/** Rows that are on their way. */
export function Waiting({ rows = 8, className }: { rows?: number; className?: string }) {
  const t = useTranslations('common');
  return (
    <div role="status" className={cn('grid gap-2.5 md:gap-px', className)}>
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className="h-24 md:h-14 md:rounded-lg" />
      ))}
    </div>
  );
}

type LoadProblemProps = {
  error: unknown;
  title?: string;
  busy?: boolean;
  onRetry: () => void;
  /** Offered instead of a retry when the address asks for what can't be. */
  onClear?: () => void;
  compact?: boolean;
};

/** What didn't load, why, and the way on. */
export function LoadProblem({ error, title, busy, onRetry, onClear, compact }: LoadProblemProps) {
  const t = useTranslations('admin.list');
  const tCommon = useTranslations('common');
  const current = useLocale();
  const mustClear = onClear && toProblem(error).code === 'invalid_query';
  return (
    <EmptyState
      icon={CloudOff}
      className={compact ? 'py-8' : undefined}
      title={<span className={compact ? 'text-display-4' : undefined}>{title ?? t('error_title')}</span>}
      text={problemText(error, isLocale(current) ? current : 'en')}
      action={
        mustClear ? (
          <Button variant="outline" onClick={onClear}>
            {t('clear')}
          </Button>
        ) : (
          <Button variant="outline" size={compact ? 'sm' : undefined} busy={busy} onClick={onRetry}>
            {tCommon('retry')}
          </Button>
        )
      }
    />
  );
}

/** A list without rows: because of its filters, or because there is nothing yet. */
export function Nothing({
  icon,
  title,
  text,
  onClear,
}: {
  icon: LucideIcon;
  title: ReactNode;
  text?: ReactNode;
  onClear?: () => void;
}) {
  const t = useTranslations('admin.list');
  return (
    <EmptyState
      icon={icon}
      title={title}
      text={text}
      action={
        onClear && (
          <Button variant="outline" size="sm" onClick={onClear}>
            {t('clear')}
          </Button>
        )
      }
    />
  );
}
