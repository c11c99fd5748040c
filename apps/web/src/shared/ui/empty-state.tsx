import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

type EmptyStateProps = {
  icon?: LucideIcon;
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  className?: string;
  as?: 'h1' | 'h2';
};

/** What to say where there is nothing (yet), and the way on. Also serves errors. */
export function EmptyState({
  icon: Icon,
  title,
  text,
  action,
  className,
  as: Heading = 'h2',
}: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-md flex-col items-center px-4 py-16 text-center', className)}>
      {Icon && (
        <span className="mb-6 grid size-20 place-items-center rounded-full bg-cream text-accent">
          <Icon aria-hidden strokeWidth={1.25} className="size-8" />
        </span>
      )}
      <Heading className="display text-display-3">{title}</Heading>
      {text && <p className="mt-3 text-ink-soft">{text}</p>}
      {action && <div className="mt-8">{action}</div>}
    </div>
  );
}
