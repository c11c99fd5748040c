import { cn } from '@/shared/lib/cn';

/** A place that will be filled; give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'block animate-shimmer rounded-card bg-[linear-gradient(100deg,var(--cream)_40%,var(--sand)_50%,var(--cream)_60%)] bg-size-[200%_100%]',
        className,
      )}
    />
  );
}
