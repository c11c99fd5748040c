'use client';

import { FileUp, Store } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Card, LoadProblem, Nothing, SmallSelect, useAddress, Waiting } from '@/features/admin-kit';
import { todayIn, useStaff } from '@/features/admin-session';
import type { DailyReport as Report, ReportTotals } from '@/shared/api/generated';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { Td, Th, Tr, Table } from '@/shared/ui/table';
import { useDailyReport, useImportStatement } from '../api/desk';
import { parseReportFilters, toReportSearch } from '../model/filters';
import { PaymentsHeader } from './payments-header';
import { ReportDifferences } from './report-differences';

/** A day of one merchant account as three records have it: ours, the ledger's and the provider's. */
export function DailyReportPage() {
  const t = useTranslations('admin.daily_report');
  const { regionsFor, text } = useStaff();
  const { filters, go } = useAddress(parseReportFilters, toReportSearch);
  const regions = regionsFor('payments');
  const region = regions.find(({ slug }) => slug === filters.region) ?? regions[0];
  if (!region) {
    return (
      <>
        <PaymentsHeader />
        <Nothing icon={Store} title={t('no_regions')} />
      </>
    );
  }
  const today = todayIn(region.timeZone, new Date());
  const date = filters.date ?? today;
  return (
    <>
      <PaymentsHeader />
      <div className="grid grid-cols-1 gap-5">
        <div className="flex flex-wrap items-end gap-3">
          <SmallSelect
            showLabel
            label={t('region')}
            value={region.slug}
            options={regions.map(({ slug, name }) => ({ value: slug, label: text(name) }))}
            onChange={(slug) => go({ ...filters, region: slug })}
          />
          <Field label={t('day')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                className="h-11 text-base sm:h-10 sm:text-sm"
                value={date}
                max={today}
                onChange={(event) => go({ ...filters, date: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        <Day region={region.slug} date={date} />
        <Statement key={region.slug} region={region.slug} />
      </div>
    </>
  );
}

function Day({ region, date }: { region: string; date: string }) {
  const t = useTranslations('admin.daily_report');
  const day = useStaff().date(date);
  const report = useDailyReport(region, date);
  const { data, error } = report;
  return (
    <section aria-label={t('title', { day })} aria-busy={report.isPending} className="grid gap-5">
      {!data && error && (
        <LoadProblem error={error} busy={report.isFetching} onRetry={() => void report.refetch()} />
      )}
      {report.isPending && <Waiting rows={4} />}
      {data && <Totals report={data} />}
      {data && data.differences.length === 0 && (
        <Alert tone="success">{t(data.provider ? 'all_agree' : 'two_agree')}</Alert>
      )}
      {data && data.differences.length > 0 && (
        <ReportDifferences differences={data.differences} region={region} />
      )}
    </section>
  );
}

const rows = ['captures', 'captured', 'refunds', 'refunded', 'fees'] as const;

function Totals({ report }: { report: Report }) {
  const t = useTranslations('admin.daily_report');
  const { money } = useStaff();
  const cell = (totals: ReportTotals | null, row: (typeof rows)[number]) => {
    if (!totals) return <span className="text-ink-faint">—</span>;
    const value = totals[row];
    return <bdi>{typeof value === 'number' ? value : money(value, report.region)}</bdi>;
  };
  return (
    <div>
      <Table>
        <caption className="sr-only">{t('totals')}</caption>
        <thead>
          <tr>
            <Th>
              <span className="sr-only">{t('what')}</span>
            </Th>
            <Th className="text-end">{t('ours')}</Th>
            <Th className="text-end">{t('ledger')}</Th>
            <Th className="text-end">{t('provider')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row}>
              <th scope="row" className="px-4 py-2.5 text-start font-medium">
                {t(`row.${row}`)}
              </th>
              {([report.ours, report.ledger, report.provider] as const).map((totals, index) => (
                <Td key={index} className="py-2.5 text-end whitespace-nowrap tabular">
                  {cell(totals, row)}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
      {!report.provider && <p className="mt-2 text-sm text-ink-soft">{t('no_statement')}</p>}
    </div>
  );
}

/** Brings the provider's own account of what happened. */
function Statement({ region }: { region: string }) {
  const t = useTranslations('admin.daily_report');
  const { can, date, locale } = useStaff();
  const bring = useImportStatement();
  const [problems, setProblems] = useState<string[]>([]);
  const field = useRef<HTMLInputElement>(null);
  if (!can('payments', 'manage', region)) return null;

  async function send(file: File) {
    setProblems([]);
    try {
      await bring.mutateAsync({ region, file_name: file.name, csv: await file.text() });
    } catch (error) {
      const { fields } = toProblem(error);
      const { rest } = byField(fields, locale, new Set());
      setProblems(rest.length > 0 ? [problemText(error, locale), ...rest] : [problemText(error, locale)]);
    }
    // The same file, put right, may be chosen again.
    if (field.current) field.current.value = '';
  }

  const { data } = bring;
  function imported() {
    if (!data) return null;
    const days = { lines: data.lines, first: date(data.first_day), last: date(data.last_day) };
    return (
      <div className="grid gap-4">
        <Alert tone={data.differences.length === 0 ? 'success' : 'warn'} title={t('imported', days)}>
          {data.differences.length === 0
            ? t('imported_agrees')
            : t('imported_differs', { count: data.differences.length })}
        </Alert>
        {data.differences.length > 0 && <ReportDifferences differences={data.differences} region={region} />}
      </div>
    );
  }

  return (
    <Card title={t('statement')}>
      <div className="grid gap-4">
        <p className="max-w-prose text-sm text-ink-soft">
          {t('statement_text')}{' '}
          <code dir="ltr" className="text-xs break-all">
            type,reference,provider_id,date,amount,fee,currency
          </code>
        </p>
        <div>
          <input
            ref={field}
            type="file"
            accept=".csv,text/csv"
            aria-label={t('choose')}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void send(file);
            }}
          />
          <Button variant="outline" size="sm" busy={bring.isPending} onClick={() => field.current?.click()}>
            <FileUp aria-hidden className="size-4" />
            {t('choose')}
          </Button>
        </div>
        {problems.length > 0 && (
          <Alert tone="error" role="alert" title={problems[0]}>
            {problems.length > 1 && (
              <ul className="list-disc ps-5">
                {problems.slice(1).map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </Alert>
        )}
        {imported()}
      </div>
    </Card>
  );
}
