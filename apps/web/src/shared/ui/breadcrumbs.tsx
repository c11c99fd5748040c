import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/shared/lib/cn';

export type Crumb = { label: string; href?: string };

/** Where one is; the last crumb is the page itself and no link. */
export function Breadcrumbs({
  crumbs,
  label,
  className,
}: {
  crumbs: Crumb[];
  label: string;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn('text-sm text-ink-faint', className)}>
      <ol className="scrollbar-none flex items-center gap-1.5 overflow-x-auto whitespace-nowrap">
        {crumbs.map((crumb, index) => (
          <li key={index} className="flex items-center gap-1.5">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 rtl:rotate-180" />}
            {crumb.href ? (
              <Link href={crumb.href} className="rounded-sm py-1 transition-colors hover:text-ink">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current="page" className="py-1 text-ink-soft">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
