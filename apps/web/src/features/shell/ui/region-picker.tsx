'use client';

import { ChevronDown, Globe } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import type { RegionChoice } from './region-sheet';

const RegionSheet = dynamic(() => import('./region-sheet').then((module) => module.RegionSheet), {
  ssr: false,
});

/** Opens the choice of region and language; never opens by itself. */
export function RegionPicker({ regions, compact }: { regions: RegionChoice[]; compact?: boolean }) {
  const t = useTranslations('store.nav');
  const { region } = useStore();
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never');
  const here = regions.find((r) => r.slug === region);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`${t('region_and_language')}: ${here?.name ?? region}`}
        onClick={() => setState('open')}
        className={cn(
          'flex h-11 items-center gap-2 rounded-full text-sm text-ink-soft transition-colors hover:bg-cream hover:text-ink',
          compact ? 'px-2.5' : 'px-4',
        )}
      >
        <Globe aria-hidden strokeWidth={1.6} className="size-5" />
        <span className={cn(compact && 'sr-only sm:not-sr-only')}>{here?.name}</span>
        {!compact && <ChevronDown aria-hidden className="size-3.5" />}
      </button>
      {state !== 'never' && (
        <RegionSheet
          regions={regions}
          isOpen={state === 'open'}
          onOpenChange={(isOpen) => setState(isOpen ? 'open' : 'closed')}
        />
      )}
    </>
  );
}
