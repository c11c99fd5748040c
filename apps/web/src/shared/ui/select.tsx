import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/shared/lib/cn';
import { controlStyles } from './field';

/** The system's own select in our clothes: the best list there is on a phone, and for screen readers. */
export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative block', className)}>
      <select className={cn(controlStyles, 'h-12 appearance-none pe-11')} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-4 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
      />
    </span>
  );
}
