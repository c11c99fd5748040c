import { Skeleton } from '@/shared/ui/skeleton';

export function LinesSkeleton() {
  return (
    <div aria-busy className="grid gap-6">
      {[0, 1].map((n) => (
        <div key={n} className="flex gap-4">
          <Skeleton className="aspect-4/5 w-24 sm:w-28" />
          <div className="grid flex-1 content-start gap-3 pt-1">
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
