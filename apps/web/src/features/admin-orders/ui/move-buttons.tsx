'use client';

import { useTranslations } from 'next-intl';
import type { NextStatus, OrderStatus } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Button } from '@/shared/ui/button';
import { usualMove } from '../model/move';

type MoveButtonsProps = { next: readonly NextStatus[]; onChoose: (next: NextStatus) => void };

const isEnd = (status: OrderStatus) => status === 'cancelled' || status === 'returned';

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
      {others.map((move, index) => (
        <Button
          key={move.to}
          variant="outline"
          size="sm"
          className={cn(
            isEnd(move.to) && 'border-error/40 text-error hover:border-error hover:bg-error-soft',
            index === others.length - 1 && index % 2 === 0 && 'col-span-2',
          )}
          onClick={() => onChoose(move)}
        >
          {t(move.to)}
        </Button>
      ))}
    </div>
  );
}
