'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { LoadProblem, Waiting } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { PermissionInfo } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Alert } from '@/shared/ui/alert';
import { useCatalogue } from '../api/team';
import {
  choiceOf,
  isWithin,
  limitOf,
  mayGiveLevel,
  mayGiveRegion,
  toggleRegion,
  toPlan,
  withLevel,
  type Choice,
  type Plan,
} from '../model/plan';
import { Presets } from './presets';
import { RegionChips } from './region-chips';

type GrantGridProps = {
  plan: Plan;
  onChange: (plan: Plan) => void;
  /** Shown only, for people who may look at the team or at this person but not change it. */
  readOnly?: boolean;
  /** Permissions that need a region, by an attempt to save. */
  missing?: readonly string[];
  /** What a colleague has made of a permission meanwhile. */
  theirs?: Plan;
};

/** Every permission with its level and its regions; presets fill it. */
export function GrantGrid({ plan, onChange, readOnly, missing = [], theirs = {} }: GrantGridProps) {
  const catalogue = useCatalogue();
  const { grants } = useStaff();
  const own = toPlan(grants);
  const [scope, setScope] = useState<string[] | null>(null);
  if (!catalogue.data) {
    return catalogue.error ? (
      <LoadProblem
        compact
        error={catalogue.error}
        busy={catalogue.isFetching}
        onRetry={() => void catalogue.refetch()}
      />
    ) : (
      <Waiting rows={6} />
    );
  }
  return (
    <div className="grid gap-4">
      {!readOnly && (
        <Presets
          presets={catalogue.data.presets}
          plan={plan}
          own={own}
          scope={scope}
          onScope={setScope}
          onChange={onChange}
        />
      )}
      <ul className="divide-y divide-line rounded-card border border-line">
        {catalogue.data.permissions.map((info) => (
          <Row
            key={info.code}
            info={info}
            plan={plan}
            limit={limitOf(own, info.code)}
            scope={scope}
            readOnly={readOnly}
            isMissing={missing.includes(info.code)}
            theirs={theirs[info.code]}
            onChange={onChange}
          />
        ))}
      </ul>
    </div>
  );
}

const levels = ['none', 'view', 'manage'] as const;

type RowProps = Pick<GrantGridProps, 'plan' | 'onChange' | 'readOnly'> & {
  info: PermissionInfo;
  limit: Choice;
  scope: string[] | null;
  isMissing: boolean;
  theirs?: Choice;
};

function Row({ info, plan, limit, scope, readOnly, isMissing, theirs, onChange }: RowProps) {
  const t = useTranslations('admin.grants');
  const { text, regions } = useStaff();
  const id = useId();
  const choice = choiceOf(plan, info.code);
  const isGiven = choice.level !== 'none';
  // More than one may give oneself: shown, but not to be touched.
  const isBeyond = !isWithin(choice, limit);
  const isLocked = readOnly || isBeyond;
  const isLimited = !readOnly && (limit.level !== 'manage' || limit.regions !== null);

  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-3.5 md:grid-cols-[minmax(0,1fr)_auto] md:items-start">
      <div className="min-w-0">
        <p id={id} className={cn('font-medium', !isGiven && readOnly && 'text-ink-faint')}>
          {text(info.name)}
        </p>
        <p className="text-sm text-ink-faint">{text(info.description)}</p>
        {isLimited && (
          <p id={`${id}-limit`} className="mt-1 text-sm text-warn">
            <Limit limit={limit} isBeyond={isBeyond} />
          </p>
        )}
        {theirs && (
          <p className="mt-1 text-sm text-info">
            {t('theirs')} <ChoiceText choice={theirs} />
          </p>
        )}
      </div>
      <div className="grid gap-2.5 md:w-[20rem] md:justify-items-end">
        {readOnly ? (
          <p className={cn('text-sm', !isGiven && 'text-ink-faint')}>
            <ChoiceText choice={choice} />
          </p>
        ) : (
          <fieldset
            aria-labelledby={id}
            aria-describedby={isLimited ? `${id}-limit` : undefined}
            className="grid w-full grid-cols-3 rounded-full border border-line-strong/60 bg-card p-0.5"
          >
            {levels.map((level) => {
              const isOff = isLocked || !mayGiveLevel(limit, level);
              return (
                <label
                  key={level}
                  className={cn(
                    'relative flex h-9 items-center justify-center rounded-full px-2 text-sm whitespace-nowrap transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
                    choice.level === level
                      ? level === 'none'
                        ? 'bg-cream font-medium'
                        : 'bg-accent font-medium text-on-accent'
                      : 'text-ink-soft',
                    isOff ? 'cursor-not-allowed' : choice.level !== level && 'cursor-pointer hover:bg-cream',
                    isOff && choice.level !== level && 'opacity-45',
                  )}
                >
                  <input
                    type="radio"
                    name={`${id}-level`}
                    className="absolute inset-0 cursor-[inherit] appearance-none rounded-full outline-none"
                    checked={choice.level === level}
                    disabled={isOff}
                    onChange={() => onChange(withLevel(plan, info.code, level, scope, limit))}
                  />
                  <span className="pointer-events-none">{t(`level_${level}`)}</span>
                </label>
              );
            })}
          </fieldset>
        )}
        {!readOnly && isGiven && regions.length > 0 && (
          <RegionChips
            label={t('regions_of', { permission: text(info.name) })}
            chosen={choice.regions}
            isAllowed={(slug) => !isLocked && mayGiveRegion(limit, slug)}
            error={isMissing && choice.regions?.length === 0 ? t('region_missing') : undefined}
            onToggle={(slug) =>
              onChange({
                ...plan,
                [info.code]: toggleRegion(
                  choice,
                  slug,
                  regions.map((region) => region.slug).filter((each) => mayGiveRegion(limit, each)),
                ),
              })
            }
          />
        )}
      </div>
    </li>
  );
}

/** Why not everything of a row can be chosen. */
function Limit({ limit, isBeyond }: { limit: Choice; isBeyond: boolean }) {
  const t = useTranslations('admin.grants');
  if (isBeyond) return t('limit_beyond');
  if (limit.level === 'none') return t('limit_none');
  return (
    <>
      {t('limit_some')} <ChoiceText choice={limit} />
    </>
  );
}

/** A choice in words: "Manage · Kuwait, Saudi Arabia". */
export function ChoiceText({ choice }: { choice: Choice }) {
  const t = useTranslations('admin.grants');
  const { text, region, locale } = useStaff();
  if (choice.level === 'none') return t('level_none');
  const where = choice.regions
    ? new Intl.ListFormat(locale, { type: 'unit' }).format(
        choice.regions.map((slug) => text(region(slug).name)),
      )
    : t('all_regions');
  return (
    <>
      {t(`level_${choice.level}`)} · {where}
    </>
  );
}

/** Said above a grid that can't be changed. */
export function GridNote({ reason }: { reason: 'admin' | 'view_only' | 'own' | 'beyond' }) {
  const t = useTranslations('admin.grants');
  return <Alert tone="info">{t(`note_${reason}`)}</Alert>;
}
