'use client';

import { BookCheck, ScaleIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Card, LoadProblem, Nothing, Waiting } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { BooksAudit } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { useAuditBooks, useBooks } from '../api/desk';
import { useCodeWords } from './badges';
import { PaymentsHeader } from './payments-header';

/** Whether the books are right, and proving them now. */
export function BooksPage() {
  const t = useTranslations('admin.books');
  const { can, instant, locale } = useStaff();
  const books = useBooks();
  const audit = useAuditBooks();
  const { data, error } = books;
  const isRunning = !!data?.running_since;

  async function run() {
    try {
      await audit.mutateAsync();
    } catch (refusal) {
      toast.error(problemText(refusal, locale));
    }
  }

  return (
    <>
      <PaymentsHeader />
      <Card
        title={t('title')}
        aside={
          can('payments', 'manage') && (
            <Button
              variant="outline"
              size="sm"
              busy={audit.isPending || isRunning}
              disabled={!data}
              onClick={() => void run()}
            >
              <ScaleIcon aria-hidden className="size-4" />
              {t('run')}
            </Button>
          )
        }
      >
        <p className="mb-4 max-w-prose text-sm text-ink-soft">{t('text')}</p>
        <div aria-live="polite">
          {data?.running_since && (
            <p className="mb-4 text-sm text-ink-soft">
              {t('running', { time: instant(data.running_since) })}
            </p>
          )}
        </div>
        {!data && error && (
          <LoadProblem compact error={error} busy={books.isFetching} onRetry={() => void books.refetch()} />
        )}
        {books.isPending && <Waiting rows={3} />}
        {data && !data.last && !isRunning && <Nothing icon={BookCheck} title={t('never')} />}
        {data?.last && <Outcome audit={data.last} />}
      </Card>
    </>
  );
}

function Outcome({ audit }: { audit: BooksAudit }) {
  const t = useTranslations('admin.books');
  const area = useCodeWords('area');
  const { can, instant, path } = useStaff();
  const isRight = audit.difference_count === 0;
  return (
    <div className="grid gap-4">
      <Alert
        tone={isRight ? 'success' : 'error'}
        title={isRight ? t('right') : t('wrong', { count: audit.difference_count })}
      >
        {t('finished', { time: instant(audit.finished_at), name: audit.requested_by })}
      </Alert>
      {!isRight && (
        <ul className="divide-y divide-line rounded-card border border-line">
          {audit.differences.map((difference, index) => (
            <li key={index} className="grid gap-1 px-4 py-2.5 text-sm">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="text-ink-soft">{area(difference.area)}</span>
                {difference.order_id && can('orders', 'view', difference.region ?? undefined) ? (
                  <Link
                    href={path(`/orders/${difference.order_id}`)}
                    className="rounded-sm font-medium text-accent-deep tabular underline decoration-1 underline-offset-4"
                  >
                    <bdi>{difference.subject}</bdi>
                  </Link>
                ) : (
                  <bdi className="font-medium break-all">{difference.subject}</bdi>
                )}
                {difference.region && (
                  <bdi className="text-xs text-ink-faint uppercase">{difference.region}</bdi>
                )}
              </p>
              <p dir="ltr" className="text-start text-ink-soft rtl:text-right">
                {difference.what}
              </p>
            </li>
          ))}
        </ul>
      )}
      {audit.difference_count > audit.differences.length && (
        <p className="text-sm text-ink-soft">{t('first', { count: audit.differences.length })}</p>
      )}
    </div>
  );
}
