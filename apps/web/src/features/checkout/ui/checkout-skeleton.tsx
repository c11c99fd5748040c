import { Skeleton } from '@/shared/ui/skeleton';

export function CheckoutSkeleton() {
  return (
    <div aria-busy>
      <Skeleton className="mb-12 h-12 w-56" />
      <div className="grid gap-10 lg:grid-cols-[1fr_25rem] lg:gap-16">
        <div className="grid content-start gap-5">
          <Skeleton className="h-12" />
          <Skeleton className="h-12" />
          <Skeleton className="h-40" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
