import type { ComponentProps } from 'react';
import { cn } from '@/shared/lib/cn';

/** Scrolls sideways inside its frame rather than moving the page. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-card">
      <table className={cn('w-full border-collapse text-start text-sm', className)} {...props} />
    </div>
  );
}

export function Th({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'border-b border-line bg-cream/60 px-4 py-3 text-start text-xs font-medium whitespace-nowrap text-ink-soft',
        className,
      )}
      {...props}
    />
  );
}

export function Tr({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn('border-b border-line transition-colors last:border-0 hover:bg-cream/40', className)}
      {...props}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('px-4 py-3.5 align-middle', className)} {...props} />;
}
