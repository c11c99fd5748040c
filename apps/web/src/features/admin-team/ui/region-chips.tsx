'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useStaff } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';

type RegionChipsProps = {
  label: string;
  chosen: readonly string[] | null;
  isAllowed: (slug: string | null) => boolean;
  error?: string;
  onToggle: (slug: string | null) => void;
};

/** All regions, also those to come, or some of today's. */
export function RegionChips({ label, chosen, isAllowed, error, onToggle }: RegionChipsProps) {
  const t = useTranslations('admin.grants');
  const { regions, text } = useStaff();
  const id = useId();
  const chips = [
    { slug: null, name: t('all_regions'), isOn: chosen === null },
    ...regions.map(({ slug, name }) => ({ slug, name: text(name), isOn: chosen?.includes(slug) ?? false })),
  ];
  return (
    <div>
      <div
        role="group"
        aria-label={label}
        aria-describedby={error ? id : undefined}
        className="flex flex-wrap gap-1.5 md:justify-end"
      >
        {chips.map(({ slug, name, isOn }) => (
          <button
            key={slug ?? '*'}
            type="button"
            aria-pressed={isOn}
            disabled={!isAllowed(slug)}
            onClick={() => onToggle(slug)}
            className={cn(
              'inline-flex h-8 items-center gap-1 rounded-full border px-3 text-[0.8125rem] transition-colors disabled:cursor-not-allowed',
              isOn
                ? 'border-accent bg-accent-soft text-accent-deep'
                : 'border-line-strong/60 text-ink-soft enabled:hover:border-ink disabled:opacity-45',
            )}
          >
            {isOn && <Check aria-hidden strokeWidth={2.5} className="size-3" />}
            {name}
          </button>
        ))}
      </div>
      {error && (
        <p id={id} className="mt-1.5 text-sm text-error md:text-end">
          {error}
        </p>
      )}
    </div>
  );
}
