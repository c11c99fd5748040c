import { Skeleton } from '@/shared/ui/skeleton';
import { ProductGridSkeleton } from './product-grid';

export function ListingSkeleton() {
  return (
    <div aria-busy className="container-page pt-10 md:pt-14">
      <Skeleton className="h-12 w-64" />
      <Skeleton className="mt-4 mb-12 h-5 w-80 max-w-full" />
      <div className="grid gap-x-14 lg:grid-cols-[15rem_1fr]">
        <Skeleton className="hidden h-96 lg:block" />
        <ProductGridSkeleton count={9} />
      </div>
    </div>
  );
}
