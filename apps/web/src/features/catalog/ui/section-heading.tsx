import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

type SectionHeadingProps = {
  id: string;
  eyebrow?: ReactNode;
  title: ReactNode;
  action?: { href: string; label: string };
};

export function SectionHeading({ id, eyebrow, title, action }: SectionHeadingProps) {
  return (
    <div className="mb-8 flex items-end justify-between gap-6 md:mb-10">
      <div>
        {eyebrow && <p className="mb-2 eyebrow text-gold-deep">{eyebrow}</p>}
        <h2 id={id} className="display text-display-3">
          {title}
        </h2>
      </div>
      {action && (
        <Link
          href={action.href}
          className="group inline-flex shrink-0 items-center gap-2 rounded-sm py-2 text-[0.9375rem] text-ink-soft transition-colors hover:text-ink"
        >
          {action.label}
          <ArrowRight
            aria-hidden
            strokeWidth={1.6}
            className="size-4 transition-transform group-hover:translate-x-0.5 rtl:rotate-180 rtl:group-hover:-translate-x-0.5"
          />
        </Link>
      )}
    </div>
  );
}
