'use client';

import { History, SlidersHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  LoadProblem,
  Nothing,
  Pager,
  SearchField,
  selectStyles,
  SmallSelect,
  useAddress,
  Waiting,
} from '@/features/admin-kit';
import { cn } from '@/shared/lib/cn';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';
import { Sheet, SheetClose, SheetContent, SheetTrigger } from '@/shared/ui/sheet';
import { useActors, useAudit } from '../api/audit';
import {
  actions,
  areas,
  entities,
  isFiltered,
  noFilters,
  parseFilters,
  toSearch,
  type AuditFilters,
} from '../model/filters';
import { Entry } from './entry';
import { useAuditWords } from './value';

type Change = (change: Partial<AuditFilters>) => void;

/** Everything the staff has changed, the latest first; nobody can change or delete any of it. */
export function AuditLog() {
  const t = useTranslations('admin.audit');
  const tOrders = useTranslations('admin.orders');
  const { filters, href, go, refine } = useAddress(parseFilters, toSearch);
  const log = useAudit(filters);
  const { data, error, isPlaceholderData } = log;
  const change: Change = (wanted) => go({ ...filters, ...wanted, trail: [] });
  const hidden = [filters.actor, filters.from, filters.to, filters.action, filters.entity].filter(
    Boolean,
  ).length;

  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <SearchField
          value={filters.q}
          label={t('search')}
          placeholder={t('search_placeholder')}
          onSearch={(q) => refine({ ...filters, q, trail: [] })}
        />
        <div className="hidden flex-wrap items-end gap-3 lg:flex">
          <More filters={filters} change={change} />
        </div>
        <Sheet>
          <SheetTrigger asChild>
            <Button variant="outline" size="sm" className="h-10 lg:hidden">
              <SlidersHorizontal aria-hidden className="size-4" />
              {tOrders('filters')}
              {hidden > 0 && <span className="text-accent-deep tabular">{hidden}</span>}
            </Button>
          </SheetTrigger>
          <SheetContent
            title={tOrders('filters')}
            footer={
              <SheetClose asChild>
                <Button variant="accent" className="w-full">
                  {t('show')}
                </Button>
              </SheetClose>
            }
          >
            <div className="grid gap-5">
              <More filters={filters} change={change} />
            </div>
          </SheetContent>
        </Sheet>
        {isFiltered(filters) && (
          <Button variant="ghost" size="sm" className="h-10 px-3" onClick={() => go(noFilters)}>
            <X aria-hidden className="size-4" />
            {tOrders('clear')}
          </Button>
        )}
      </div>
      {filters.entityId && <p className="text-sm text-ink-soft">{t('one_thing')}</p>}
      <section aria-label={t('title')} aria-busy={log.isPending || isPlaceholderData}>
        {!data && error && (
          <LoadProblem
            error={error}
            busy={log.isFetching}
            onRetry={() => void log.refetch()}
            onClear={() => go(noFilters)}
          />
        )}
        {log.isPending && <Waiting />}
        {data && data.items.length === 0 && (
          <Nothing
            icon={History}
            title={t(isFiltered(filters) ? 'nothing_title' : 'empty_title')}
            text={t(isFiltered(filters) ? 'nothing_text' : 'empty_text')}
            onClear={isFiltered(filters) ? () => go(noFilters) : undefined}
          />
        )}
        {data && data.items.length > 0 && (
          <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
            <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
              {data.items.map((entry) => (
                <li key={entry.id}>
                  <Entry
                    entry={entry}
                    onActor={() => go({ ...noFilters, actor: entry.actor.id })}
                    onThing={() => go({ ...noFilters, entity: entry.entity, entityId: entry.entity_id })}
                  />
                </li>
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
  );
}

function More({ filters, change }: { filters: AuditFilters; change: Change }) {
  const t = useTranslations('admin.audit');
  const actors = useActors();
  const words = useAuditWords();
  const kinds = [...new Set<string>([...entities, ...(filters.entity ? [filters.entity] : [])])];
  const people = actors.data?.items ?? [];
  const isKnown = !filters.actor || people.some(({ id }) => id === filters.actor);
  const small = 'h-11 text-base lg:h-10 lg:px-3 lg:text-sm';
  return (
    <>
      <Field label={t('action_filter')} className="lg:[&>label]:sr-only">
        {(control) => (
          <Select
            {...control}
            className={selectStyles}
            value={filters.action ?? ''}
            onChange={(event) => change({ action: event.target.value || null })}
          >
            <option value="">{t('all_actions')}</option>
            {areas.map((area) => (
              <optgroup key={area} label={t(`areas.${area}`)}>
                <option value={area}>
                  {t(`areas.${area}`)}: {t('whole_area')}
                </option>
                {actions[area].map((action) => (
                  <option key={action} value={`${area}.${action}`}>
                    {t(`kind.${area}_${action}`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <SmallSelect
        label={t('entity_filter')}
        className="lg:[&>label]:sr-only"
        showLabel
        value={filters.entity ?? ''}
        options={[
          { value: '', label: t('all_entities') },
          ...kinds.map((entity) => ({ value: entity, label: words.entity(entity) })),
        ]}
        onChange={(entity) => change({ entity: entity || null, entityId: null })}
      />
      <SmallSelect
        label={t('actor')}
        className="lg:max-w-52 lg:[&>label]:sr-only"
        showLabel
        value={filters.actor ?? ''}
        options={[
          { value: '', label: t('all_actors') },
          ...people.map(({ id, full_name }) => ({ value: id, label: full_name })),
          ...(isKnown ? [] : [{ value: filters.actor ?? '', label: t('someone') }]),
        ]}
        onChange={(actor) => change({ actor: actor || null })}
      />
      <div className="flex items-end gap-2">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(end)} className="flex-1 lg:[&>label]:sr-only">
            {(control) => (
              <Input
                {...control}
                type="date"
                className={small}
                value={filters[end] ?? ''}
                min={end === 'to' ? (filters.from ?? undefined) : undefined}
                max={end === 'from' ? (filters.to ?? undefined) : undefined}
                onChange={(event) => change({ [end]: event.target.value || null })}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  );
}
