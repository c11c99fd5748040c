'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/shared/lib/cn';
import { buttonStyles } from '@/shared/ui/button';
import { back, further } from '../model/trail';
import { ViewLink } from './view-link';

type PagerProps = {
  /** The cursors that led to this page. */
  trail: readonly string[];
  nextCursor: string | null | undefined;
  /** How many there are, in words. */
  summary?: string;
  href: (trail: string[]) => string;
  go: (trail: string[]) => void;
};

/** Forward by the API's cursor, back by the trail in the address. */
export function Pager({ trail, nextCursor, summary, href, go }: PagerProps) {
  const t = useTranslations('admin.list');
  const hasPrevious = trail.length > 0;
  if (!summary && !hasPrevious && !nextCursor) return null;
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-4 pt-4">
      <p className="text-sm text-ink-soft tabular" aria-live="polite">
        {summary}
      </p>
      {(hasPrevious || nextCursor) && (
        <div className="flex gap-2">
          <Step to={hasPrevious ? back(trail) : null} label={t('previous')} href={href} go={go} isBack />
          <Step to={nextCursor ? further(trail, nextCursor) : null} label={t('next')} href={href} go={go} />
        </div>
      )}
    </nav>
  );
}

type StepProps = Pick<PagerProps, 'href' | 'go'> & {
  to: string[] | null;
  label: string;
  isBack?: boolean;
};

function Step({ to, label, href, go, isBack }: StepProps) {
  const Icon = isBack ? ChevronLeft : ChevronRight;
  const styles = cn(
    buttonStyles({ variant: 'outline', size: 'sm' }),
    isBack ? 'ps-2.5' : 'flex-row-reverse pe-2.5',
  );
  const content = (
    <>
      <Icon aria-hidden className="size-4 rtl:rotate-180" />
      {label}
    </>
  );
  if (!to) {
    return (
      <span aria-disabled className={styles}>
        {content}
      </span>
    );
  }
  return (
    <ViewLink
      href={href(to)}
      rel={isBack ? 'prev' : 'next'}
      className={styles}
      onFollow={() => {
        go(to);
        window.scrollTo({ top: 0 });
      }}
    >
      {content}
    </ViewLink>
  );
}
