'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import type { ReportDifference, ReportFact } from '@/shared/api/generated';
import { Badge } from '@/shared/ui/badge';

/** Payments and refunds about which the records differ, with what each of them says. */
export function ReportDifferences({
  differences,
  region,
}: {
  differences: readonly ReportDifference[];
  region: string;
}) {
  const t = useTranslations('admin.daily_report');
  const { can, path } = useStaff();
  return (
    <div>
      <h2 className="mb-2 text-[0.9375rem] font-semibold">
        {t('differences', { count: differences.length })}
      </h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-card">
        {differences.map((one) => (
          <li key={`${one.kind} ${one.reference}`} className="grid gap-2 px-4 py-3 text-sm md:px-5">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span>{t(`kind.${one.kind}`)}</span>
              {one.order && can('orders', 'view', region) ? (
                <Link
                  href={path(`/orders/${one.order.id}`)}
                  className="rounded-sm font-medium text-accent-deep tabular underline decoration-1 underline-offset-4"
                >
                  <bdi dir="ltr">{one.reference}</bdi>
                </Link>
              ) : (
                <bdi dir="ltr" className="font-medium tabular">
                  {one.reference}
                </bdi>
              )}
              <Badge tone="warn">{t(`disagreement.${one.what}`)}</Badge>
            </p>
            <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-3">
              {(['ours', 'ledger', 'provider'] as const).map((side) => (
                <div key={side}>
                  <dt className="text-xs text-ink-faint">{t(side)}</dt>
                  <dd>
                    <Fact fact={one[side]} region={region} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Fact({ fact, region }: { fact: ReportFact | null; region: string }) {
  const t = useTranslations('admin.daily_report');
  const { date, money } = useStaff();
  if (!fact) return <span className="text-ink-faint">{t('missing')}</span>;
  return (
    <>
      <bdi className="tabular">{money(fact.amount, region)}</bdi>
      <span className="block text-xs text-ink-faint">
        {date(fact.day)}
        {fact.fee.minor > 0 && <> · {t('fee', { amount: money(fact.fee, region) })}</>}
      </span>
    </>
  );
}
