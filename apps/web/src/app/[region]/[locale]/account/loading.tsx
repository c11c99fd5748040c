import { Skeleton } from '@/shared/ui/skeleton';

export default function Loading() {
  return (
    <div aria-hidden className="grid gap-5">
      <Skeleton className="h-12 w-2/3" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-28 w-full" />
    </div>
  );
}
