import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';
import { Skeleton } from '@/shared/ui/skeleton';

const styles = 'grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 sm:gap-y-12 lg:grid-cols-3';

export function ProductGrid({ children, className }: { children: ReactNode; className?: string }) {
  return <ul className={cn(styles, className)}>{children}</ul>;
}

export function ProductGridSkeleton({ count = 6, className }: { count?: number; className?: string }) {
  return (
    <div aria-hidden className={cn(styles, className)}>
      {Array.from({ length: count }, (_, n) => (
        <div key={n} className="grid gap-3">
          <Skeleton className="aspect-4/5 w-full" />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/3" />
        </div>
      ))}
    </div>
  );
}
