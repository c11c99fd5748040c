import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

export type TimelineEntry = {
  key: string;
  icon?: LucideIcon;
  title: ReactNode;
  note?: ReactNode;
  time?: ReactNode;
  state: 'done' | 'current' | 'ahead' | 'stopped';
};

const dot = {
  done: 'border-ink bg-ink text-on-ink',
  current: 'border-accent bg-accent text-on-accent ring-4 ring-accent-soft',
  ahead: 'border-line bg-paper text-ink-faint',
  stopped: 'border-error bg-error-soft text-error',
} as const;

/** Steps one under the other, joined by a hairline. */
export function Timeline({ entries, className }: { entries: TimelineEntry[]; className?: string }) {
  return (
    <ol className={cn('flex flex-col', className)}>
      {entries.map(({ key, icon: Icon, title, note, time, state }, index) => (
        <li
          key={key}
          className="relative flex gap-4 pb-7 last:pb-0"
          aria-current={state === 'current' ? 'step' : undefined}
        >
          {index < entries.length - 1 && (
            <span
              aria-hidden
              className={cn(
                'absolute start-[17px] top-10 bottom-1 w-px',
                state === 'done' ? 'bg-ink/40' : 'bg-line',
              )}
            />
          )}
          <span className={cn('grid size-9 shrink-0 place-items-center rounded-full border', dot[state])}>
            {Icon ? (
              <Icon aria-hidden strokeWidth={1.75} className="size-4" />
            ) : (
              <span className="size-2 rounded-full bg-current" />
            )}
          </span>
          <div className="min-w-0 flex-1 pt-1">
            <p className={cn('font-medium', state === 'ahead' && 'font-normal text-ink-faint')}>{title}</p>
            {note && <div className="text-sm text-ink-soft">{note}</div>}
          </div>
          {time && <div className="shrink-0 pt-1.5 text-sm text-ink-faint">{time}</div>}
        </li>
      ))}
    </ol>
  );
}
