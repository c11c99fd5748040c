'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/shared/ui/button';
import type { NextStatus } from '@/shared/api/generated';
import { usualMove } from '../model/move';
import { isSetback } from '../model/status';

type MoveButtonsProps = { next: readonly NextStatus[]; onChoose: (next: NextStatus) => void };

/** All moves of an order: the usual one first and filled, the exceptions quieter. */
export function MoveButtons({ next, onChoose }: MoveButtonsProps) {
  const t = useTranslations('admin.move.action');
  const usual = usualMove(next);
  const others = next.filter((move) => move !== usual);
  return (
    <div className="grid grid-cols-2 gap-2">
      {usual && (
        <Button variant="accent" className="col-span-2" onClick={() => onChoose(usual)}>
          {t(usual.to)}
        </Button>
      )}
      {others.map((move) => (
        <Button
          key={move.to}
          variant="outline"
          size="sm"
          className={
            move.to === 'cancelled' || (others.length === 1 && isSetback(move.to))
              ? 'border-error/40 text-error last:odd:col-span-2 hover:border-error hover:bg-error-soft'
              : 'last:odd:col-span-2'
          }
          onClick={() => onChoose(move)}
        >
          {t(move.to)}
        </Button>
      ))}
    </div>
  );
}
