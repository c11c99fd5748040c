import { LoaderCircle } from 'lucide-react';
import { cn } from '@/shared/lib/cn';

/** Decorative: say what is loading in text beside it, or with `aria-busy` around it. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn('size-5 animate-spin', className)} />;
}
