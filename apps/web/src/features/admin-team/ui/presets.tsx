'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStaff } from '@/features/admin-session';
import type { Preset } from '@/shared/api/generated';
import { Button } from '@/shared/ui/button';
import { differences, inRegions, presetPlan, toggleRegion, type Plan } from '../model/plan';
import { RegionChips } from './region-chips';

type PresetsProps = {
  presets: readonly Preset[];
  plan: Plan;
  own: Plan;
  scope: string[] | null;
  onScope: (scope: string[] | null) => void;
  onChange: (plan: Plan) => void;
};

/** Usual jobs that fill the grid, and the regions for all of it at once. */
export function Presets({ presets, plan, own, scope, onScope, onChange }: PresetsProps) {
  const t = useTranslations('admin.grants');
  const { text, regions } = useStaff();
  const [isCut, setCut] = useState(false);

  function fill(preset: Preset, where: string[] | null) {
    const filled = presetPlan(preset.grants, where, own);
    setCut(filled.isCut);
    onChange(filled.plan);
  }

  return (
    <div className="grid gap-4 rounded-card bg-cream/60 p-4">
      <div>
        <p className="mb-2 text-sm font-medium">{t('presets')}</p>
        <div className="flex flex-wrap gap-2">
          {presets.map((preset) => {
            const filled = presetPlan(preset.grants, scope, own);
            const isHere =
              !filled.isCut &&
              Object.keys(filled.plan).length > 0 &&
              differences(plan, filled.plan).length === 0;
            return (
              <Button
                key={preset.code}
                variant={isHere ? 'primary' : 'outline'}
                size="sm"
                aria-pressed={isHere}
                title={text(preset.description)}
                disabled={Object.keys(filled.plan).length === 0}
                onClick={() => fill(preset, scope)}
              >
                {text(preset.name)}
              </Button>
            );
          })}
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              setCut(false);
              onChange({});
            }}
          >
            {t('clear')}
          </Button>
        </div>
        <p role="status" className="mt-2 text-sm text-warn empty:hidden">
          {isCut && t('cut')}
        </p>
      </div>
      {regions.length > 0 && (
        <div className="[&_[role=group]]:justify-start">
          <p className="mb-2 text-sm font-medium">{t('regions_for_all')}</p>
          <RegionChips
            label={t('regions_for_all')}
            chosen={scope}
            isAllowed={() => true}
            onToggle={(slug) => {
              const known = regions.map((region) => region.slug);
              const next = toggleRegion({ level: 'view', regions: scope }, slug, known).regions;
              // Without any region there is nothing to give: back to all.
              const where = next?.length === 0 ? null : next;
              onScope(where);
              onChange(inRegions(plan, where, own));
            }}
          />
        </div>
      )}
    </div>
  );
}
