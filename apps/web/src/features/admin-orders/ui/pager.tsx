'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/shared/lib/cn';
import { buttonStyles } from '@/shared/ui/button';
import { nextPage, previousPage, type OrderFilters } from '../model/filters';
import { ViewLink } from './view-link';

type PagerProps = {
  filters: OrderFilters;
  total: number;
  nextCursor: string | null;
  href: (to: OrderFilters) => string;
  go: (to: OrderFilters) => void;
};

/** Forward by the API's cursor, back by the trail in the address. */
export function Pager({ filters, total, nextCursor, href, go }: PagerProps) {
  const t = useTranslations('admin.orders');
  const hasPrevious = filters.trail.length > 0;
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-4 pt-4">
      <p className="text-sm text-ink-soft tabular" aria-live="polite">
        {t('total', { count: total })}
      </p>
      {(hasPrevious || nextCursor) && (
        <div className="flex gap-2">
          <Step
            to={hasPrevious ? previousPage(filters) : null}
            label={t('previous')}
            href={href}
            go={go}
            back
          />
          <Step
            to={nextCursor ? nextPage(filters, nextCursor) : null}
            label={t('next')}
            href={href}
            go={go}
          />
        </div>
      )}
    </nav>
  );
}

type StepProps = Pick<PagerProps, 'href' | 'go'> & {
  to: OrderFilters | null;
  label: string;
  back?: boolean;
};

function Step({ to, label, href, go, back }: StepProps) {
  const Icon = back ? ChevronLeft : ChevronRight;
  const styles = cn(
    buttonStyles({ variant: 'outline', size: 'sm' }),
    back ? 'ps-2.5' : 'flex-row-reverse pe-2.5',
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
      rel={back ? 'prev' : 'next'}
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
