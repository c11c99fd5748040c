import type { ReactNode } from 'react';

type SectionProps = { id: string; step: number; title: ReactNode; text?: ReactNode; children: ReactNode };

/** One step of the form: a number, what it is about, its fields. */
export function Section({ id, step, title, text, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="border-t border-line pt-8 first:border-0 first:pt-0">
      <div className="mb-6 flex items-baseline gap-4">
        <span aria-hidden className="display text-display-4 text-gold-deep tabular">
          {step}
        </span>
        <div>
          <h2 id={id} className="display text-display-4">
            {title}
          </h2>
          {text && <p className="mt-0.5 text-sm text-ink-soft">{text}</p>}
        </div>
      </div>
      {children}
    </section>
  );
}
