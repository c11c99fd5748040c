'use client';

import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import type { LedgerEntry } from '@/shared/api/generated';
import { postings } from '../model/ledger';
import { useCodeWords } from './badges';
import { Fold } from './provider-events';

/** How an order is booked: one group of rows per fact, debits beside credits. */
export function LedgerDetails({ rows, region }: { rows: readonly LedgerEntry[]; region: string }) {
  const t = useTranslations('admin.order_payments');
  const kind = useCodeWords('ledger_kind');
  const account = useCodeWords('ledger_account');
  const { instant, money } = useStaff();
  if (rows.length === 0) return null;
  return (
    <Fold title={t('ledger')}>
      <div
        className="overflow-x-auto border-t border-line"
        tabIndex={0}
        role="group"
        aria-label={t('ledger')}
      >
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{t('ledger')}</caption>
          <thead>
            <tr className="text-xs text-ink-soft">
              <th scope="col" className="px-4 py-2 text-start font-medium md:px-5">
                {t('account')}
              </th>
              <th scope="col" className="px-4 py-2 text-end font-medium">
                {t('debit')}
              </th>
              <th scope="col" className="px-4 py-2 text-end font-medium md:px-5">
                {t('credit')}
              </th>
            </tr>
          </thead>
          {postings(rows).map((posting) => (
            <tbody key={posting.id} className="border-t border-line">
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={3}
                  className="bg-cream/40 px-4 py-1.5 text-start text-xs font-medium md:px-5"
                >
                  {kind(posting.kind)}{' '}
                  <time dateTime={posting.at} className="font-normal text-ink-soft">
                    {instant(posting.at, region)}
                  </time>
                </th>
              </tr>
              {posting.rows.map((row, index) => (
                <tr key={index}>
                  <td className="px-4 py-1.5 md:px-5">{account(row.account)}</td>
                  <td className="px-4 py-1.5 text-end whitespace-nowrap tabular">
                    <bdi>{row.debit.minor > 0 && money(row.debit, region)}</bdi>
                  </td>
                  <td className="px-4 py-1.5 text-end whitespace-nowrap tabular md:px-5">
                    <bdi>{row.credit.minor > 0 && money(row.credit, region)}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </Fold>
  );
}
