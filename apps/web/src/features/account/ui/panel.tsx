import type { ReactNode } from 'react';

type PanelProps = {
  id: string;
  title: ReactNode;
  text?: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
};

/** One matter of an account page. */
export function Panel({ id, title, text, aside, children }: PanelProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-36 rounded-card border border-line bg-card p-5 md:p-8"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={`${id}-title`} className="display text-display-4">
            {title}
          </h2>
          {text && <p className="mt-1 text-[0.9375rem] text-ink-soft">{text}</p>}
        </div>
        {aside}
      </div>
      {children && <div className="mt-6">{children}</div>}
    </section>
  );
}

export function AccountHeading({ title, text }: { title: ReactNode; text?: ReactNode }) {
  return (
    <header className="mb-8">
      <h1 className="display text-display-2">{title}</h1>
      {text && <p className="mt-1 text-ink-soft">{text}</p>}
    </header>
  );
}
