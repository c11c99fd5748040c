'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useSyncExternalStore } from 'react';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { clock } from '../model/scene';

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
const now = () => Math.floor(Date.now() / 1000);

/** Minutes that are worth interrupting someone who can't see the clock. */
const announced = [10, 5, 1];

/** Until when an order waits, counting down; `onOver` when that moment has come. */
export function Countdown({ until, onOver }: { until: string; onOver: () => void }) {
  const t = useTranslations('store.payment');
  const { instant } = useStore();
  const second = useSyncExternalStore<number | null>(everySecond, now, () => null);
  const left = second === null ? null : Math.floor(Date.parse(until) / 1000) - second;
  const isOver = left !== null && left <= 0;

  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);

  const minutes = left !== null && left > 0 ? Math.ceil(left / 60) : 0;
  return (
    <p className="text-sm text-ink-soft">
      {t('due', { time: instant(until, { hour: 'numeric', minute: '2-digit' }) })}
      <span
        aria-hidden
        className={cn(
          'ms-2 rounded-full bg-cream px-2.5 py-1 font-medium text-ink tabular',
          left === null && 'invisible',
        )}
      >
        <bdi>{clock(left ?? 0)}</bdi>
      </span>
      <span role="status" className="sr-only">
        {announced.includes(minutes) && t('minutes_left', { count: minutes })}
      </span>
    </p>
  );
}
