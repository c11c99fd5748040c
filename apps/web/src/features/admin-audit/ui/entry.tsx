'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { AuditEntry } from '@/shared/api/generated';
import { changesOf } from '../model/changes';
import { placeOf } from '../model/place';
import { useAuditWords, Value } from './value';

type EntryProps = {
  entry: AuditEntry;
  /** Narrows the log down to one person, or to one thing. */
  onActor: () => void;
  onThing: () => void;
};

/** Who did what to which, and opened, what it was before and is since. */
export function Entry({ entry, onActor, onThing }: EntryProps) {
  const t = useTranslations('admin.audit');
  const { can, instant, path, region, text } = useStaff();
  const words = useAuditWords();
  const changes = changesOf(entry.before, entry.after);
  const place = placeOf(entry, can);
  const more =
    'rounded-sm underline decoration-line-strong decoration-1 underline-offset-4 hover:text-accent-deep';

  return (
    <details className="group">
      <summary className="flex list-none items-start gap-3 px-4 py-3 -outline-offset-2 transition-colors hover:bg-cream/40 md:px-5 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <bdi className="font-medium">{entry.actor.name}</bdi>
            <span className="text-ink-soft">{words.action(entry.action)}</span>
            <bdi className="font-medium break-all">{entry.label || words.entity(entry.entity)}</bdi>
          </span>
          <span className="text-xs text-ink-faint">
            <time dateTime={entry.at}>{instant(entry.at, entry.region, long)}</time>
            {entry.region && <> · {text(region(entry.region).name)}</>}
          </span>
        </span>
        <ChevronDown
          aria-hidden
          className="mt-1 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="grid gap-4 border-t border-line bg-cream/40 px-4 py-4 text-sm md:px-5">
        {changes.length === 0 ? (
          <p className="text-ink-soft">{t('no_details')}</p>
        ) : (
          <table className="w-full border-collapse">
            <caption className="sr-only">{t('changes')}</caption>
            <thead className="sr-only sm:not-sr-only">
              <tr className="text-xs text-ink-faint">
                <th scope="col" className="w-1/4 py-1 pe-4 text-start font-medium">
                  {t('changed')}
                </th>
                <th scope="col" className="py-1 pe-4 text-start font-medium">
                  {t('before')}
                </th>
                <th scope="col" className="py-1 text-start font-medium">
                  {t('after')}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path: at, before, after }) => (
                <tr
                  key={at.join('.')}
                  className="grid border-t border-line py-2 align-top sm:table-row sm:py-0"
                >
                  <th scope="row" className="text-start font-medium sm:py-2 sm:pe-4">
                    {words.field(at)}
                  </th>
                  <td className="text-ink-soft sm:py-2 sm:pe-4">
                    <span className="me-1 text-xs text-ink-faint sm:sr-only">{t('before')}:</span>
                    <Value value={before} region={entry.region} />
                  </td>
                  <td className="sm:py-2">
                    <span className="me-1 text-xs text-ink-faint sm:sr-only">{t('after')}:</span>
                    <Value value={after} region={entry.region} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div className="flex flex-wrap gap-x-5 gap-y-2 text-ink-soft">
          {place && (
            <Link href={path(place)} className={more}>
              {t('open', { what: words.entity(entry.entity) })}
            </Link>
          )}
          <button type="button" className={more} onClick={onThing}>
            {t('history_of_thing')}
          </button>
          <button type="button" className={more} onClick={onActor}>
            {t('all_by', { name: entry.actor.name })}
          </button>
        </div>
        <p className="flex flex-wrap items-center gap-x-4 text-xs text-ink-faint">
          {entry.client_address && (
            <span>
              {t('address')}: <bdi dir="ltr">{entry.client_address}</bdi>
            </span>
          )}
          <span className="inline-flex min-w-0 items-center">
            {t('request')}:{' '}
            <bdi dir="ltr" className="ms-1 break-all">
              {entry.request_id}
            </bdi>
            <CopyButton text={entry.request_id} what={t('copy_request')} className="size-7" />
          </span>
        </p>
      </div>
    </details>
  );
}

const long: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
};
