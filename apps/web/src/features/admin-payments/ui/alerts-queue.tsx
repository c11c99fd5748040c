'use client';

import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import {
  ConfirmDialog,
  LoadProblem,
  Nothing,
  Pager,
  useAddress,
  ViewLink,
  Waiting,
} from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { PaymentAlert } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { Field, Textarea } from '@/shared/ui/field';
import { useAlerts, useResolveAlert } from '../api/desk';
import { parseAlertFilters, toAlertSearch } from '../model/filters';
import { PaymentsHeader } from './payments-header';

/** What somebody must look at, and what came of what was looked at. */
export function AlertsQueue() {
  const t = useTranslations('admin.payment_alerts');
  const { filters, href, go } = useAddress(parseAlertFilters, toAlertSearch);
  const alerts = useAlerts(filters);
  const { data, error, isPlaceholderData } = alerts;
  const [resolving, setResolving] = useState<PaymentAlert | null>(null);
  return (
    <>
      <PaymentsHeader />
      <div className="grid grid-cols-1 gap-4">
        <nav aria-label={t('which')}>
          <ul className="flex gap-1.5">
            {[true, false].map((open) => {
              const to = { open, trail: [] };
              const isHere = filters.open === open;
              return (
                <li key={String(open)}>
                  <ViewLink
                    href={href(to)}
                    onFollow={() => go(to)}
                    aria-current={isHere ? 'page' : undefined}
                    className={cn(
                      'flex h-9 items-center rounded-full border px-3.5 text-sm transition-colors',
                      isHere
                        ? 'border-accent bg-accent-soft font-medium text-accent-deep'
                        : 'border-line text-ink-soft hover:border-line-strong/60 hover:text-ink',
                    )}
                  >
                    {t(open ? 'open' : 'resolved')}
                  </ViewLink>
                </li>
              );
            })}
          </ul>
        </nav>
        <section aria-label={t('title')} aria-busy={alerts.isPending || isPlaceholderData}>
          {!data && error && (
            <LoadProblem
              error={error}
              busy={alerts.isFetching}
              onRetry={() => void alerts.refetch()}
              onClear={() => go({ open: true, trail: [] })}
            />
          )}
          {alerts.isPending && <Waiting rows={4} />}
          {data && data.items.length === 0 && (
            <Nothing
              icon={BellRing}
              title={t(filters.open ? 'none_open' : 'none_resolved')}
              text={filters.open ? t('none_open_text') : undefined}
            />
          )}
          {data && data.items.length > 0 && (
            <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
                {data.items.map((alert) => (
                  <Alert key={alert.id} alert={alert} onResolve={() => setResolving(alert)} />
                ))}
              </ul>
              <Pager
                trail={filters.trail}
                nextCursor={data.next_cursor}
                summary={t('total', { count: data.total })}
                href={(trail) => href({ ...filters, trail })}
                go={(trail) => go({ ...filters, trail })}
              />
            </div>
          )}
        </section>
      </div>
      <Resolve alert={resolving} onClose={() => setResolving(null)} />
    </>
  );
}

function Alert({ alert, onResolve }: { alert: PaymentAlert; onResolve: () => void }) {
  const t = useTranslations('admin.payment_alerts');
  const { can, instant, path, region, text } = useStaff();
  const { order, resolution } = alert;
  const mayOpenOrder = can('orders', 'view', alert.region ?? undefined);
  // Trouble of no region in particular concerns everyone who looks after payments somewhere.
  const mayResolve = can('payments', 'manage', alert.region ?? undefined);
  return (
    <li className="grid gap-2 px-4 py-3.5 md:px-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            {t(`kind.${alert.kind}`)}
            {order &&
              (mayOpenOrder ? (
                <Link
                  href={path(`/orders/${order.id}`)}
                  className="rounded-sm text-accent-deep tabular underline decoration-1 underline-offset-4"
                >
                  <bdi>{order.code}</bdi>
                </Link>
              ) : (
                <bdi className="tabular">{order.code}</bdi>
              ))}
            {resolution && <Badge tone="success">{t('is_resolved')}</Badge>}
          </p>
          <p className="text-sm text-ink-soft">{t(`text.${alert.kind}`)}</p>
          <p className="mt-1 text-xs text-ink-faint">
            <time dateTime={alert.created_at}>{instant(alert.created_at, alert.region)}</time>
            {alert.region && <> · {text(region(alert.region).name)}</>}
          </p>
        </div>
        {!resolution && mayResolve && (
          <Button variant="outline" size="sm" onClick={onResolve}>
            {t('resolve')}
            <span className="sr-only"> {order?.code ?? t(`kind.${alert.kind}`)}</span>
          </Button>
        )}
      </div>
      {resolution && (
        <p className="text-sm">
          <bdi className="font-medium">{resolution.by.name}</bdi>{' '}
          <span className="text-xs text-ink-faint">{instant(resolution.at, alert.region)}</span>
          <span dir="auto" className="mt-0.5 block break-words whitespace-pre-wrap">
            {resolution.text}
          </span>
        </p>
      )}
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-xs text-ink-soft hover:text-ink">
          {t('details')}
        </summary>
        <pre
          dir="ltr"
          tabIndex={0}
          aria-label={t('details')}
          className="mt-2 max-h-72 overflow-auto rounded-lg bg-cream/60 p-3 text-start text-xs leading-5"
        >
          {JSON.stringify({ subject: alert.subject, ...alert.detail }, null, 2)}
        </pre>
      </details>
    </li>
  );
}

function Resolve({ alert, onClose }: { alert: PaymentAlert | null; onClose: () => void }) {
  const t = useTranslations('admin.payment_alerts');
  const resolve = useResolveAlert();
  const [words, setWords] = useState('');
  const [isMissing, setMissing] = useState(false);

  function close() {
    setWords('');
    setMissing(false);
    onClose();
  }

  return (
    <ConfirmDialog
      isOpen={alert !== null}
      title={t('resolve_title')}
      text={t('resolve_text')}
      action={t('resolve')}
      onConfirm={async () => {
        const resolution = words.trim();
        setMissing(resolution === '');
        if (!alert || resolution === '') return false;
        await resolve.mutateAsync({ id: alert.id, resolution });
        toast.success(t('done'));
      }}
      onClose={close}
    >
      <Field label={t('resolution')} error={isMissing ? t('resolution_required') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            autoFocus
            value={words}
            maxLength={500}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
