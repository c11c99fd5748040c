import { useId, type ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

type CardProps = {
  title: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  /** The content brings its own padding. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A titled part of a page of the panel. */
export function Card({ title, aside, flush, className, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn('rounded-card border border-line bg-card', className)}>
      <header className="flex min-h-12 items-center justify-between gap-3 border-b border-line px-4 py-2 md:px-5">
        <h2 id={id} className="text-[0.9375rem] font-semibold">
          {title}
        </h2>
        {aside}
      </header>
      <div className={cn(!flush && 'p-4 md:p-5')}>{children}</div>
    </section>
  );
}
