import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

type RadioCardProps = Omit<ComponentProps<'input'>, 'type' | 'title'> & {
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
};

/** One choice of a few, with room for a sentence. Put several with one `name` into a fieldset. */
export function RadioCard({ title, note, aside, className, ...props }: RadioCardProps) {
  return (
    <label
      className={cn(
        'flex cursor-pointer items-start gap-3.5 rounded-card border border-line bg-card p-4 transition-colors hover:border-line-strong has-checked:border-ink has-checked:bg-cream/60 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        className,
      )}
    >
      <input
        type="radio"
        className="mt-0.5 size-5 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-card transition-all outline-none checked:border-[6px] checked:border-ink"
        {...props}
      />
      <span className="flex-1">
        <span className="block leading-6 font-medium">{title}</span>
        {note && <span className="mt-0.5 block text-sm text-ink-soft">{note}</span>}
      </span>
      {aside && <span className="text-sm text-ink-soft">{aside}</span>}
    </label>
  );
}
