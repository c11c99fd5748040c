'use client';

import { useTranslations } from 'next-intl';
import { useStaff } from '@/features/admin-session';
import { usePermissionNames } from '../api/audit';
import { isGrant, isInstant, plainWords } from '../model/changes';

/** Words for codes of the log: what isn't in the messages is still readable. */
export function useAuditWords() {
  const t = useTranslations('admin.audit');
  const { text } = useStaff();
  const names = usePermissionNames();
  const word = (group: string, code: string) => {
    const key = `${group}.${code}`;
    return t.has(key) ? t(key) : plainWords(code);
  };
  return {
    action: (code: string) => word('action', code.replace('.', '_')),
    entity: (code: string) => word('entity', code),
    value: (code: string) => (t.has(`value.${code}`) ? t(`value.${code}`) : code),
    field: (path: readonly string[]) =>
      path
        .map((code) => {
          const permission = names?.find((info) => info.code === code);
          return permission ? text(permission.name) : word('field', code);
        })
        .join(' · '),
  };
}

/** A value of the log as a person reads it. */
export function Value({ value, region }: { value: unknown; region: string | null }) {
  const t = useTranslations('admin.audit');
  const { instant, locale, region: regionOf, text } = useStaff();
  const words = useAuditWords();
  const list = (items: readonly string[]) => new Intl.ListFormat(locale, { type: 'unit' }).format(items);

  if (value === undefined || value === null || value === '') {
    return (
      <span className="text-ink-faint">
        <span aria-hidden>—</span>
        <span className="sr-only">{t('nothing')}</span>
      </span>
    );
  }
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return <bdi className="tabular">{value}</bdi>;
  if (isInstant(value)) {
    return instant(value, region, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    });
  }
  if (typeof value === 'string') {
    return (
      <bdi dir="auto" className="break-words whitespace-pre-wrap">
        {words.value(value)}
      </bdi>
    );
  }
  if (isGrant(value)) {
    const where = value.regions
      ? list(value.regions.map((slug) => text(regionOf(slug).name)))
      : t('all_regions');
    return (
      <>
        {words.value(value.level)} · {where}
      </>
    );
  }
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string') ? (
      <bdi>{list(value.map((item) => words.value(item)))}</bdi>
    ) : (
      <Raw value={value} />
    );
  }
  return <Raw value={value} />;
}

/** What no rule above has words for, exactly as it was kept. */
function Raw({ value }: { value: unknown }) {
  return (
    <code dir="ltr" className="text-xs break-all">
      {JSON.stringify(value)}
    </code>
  );
}
