import type { ReactNode } from 'react';

/** A page with one thing to do. */
export function NarrowPage({
  title,
  text,
  children,
}: {
  title: ReactNode;
  text?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto grid max-w-md gap-8">
      <header className="text-center">
        <h1 className="display text-display-2">{title}</h1>
        {text && <p className="mt-3 text-ink-soft">{text}</p>}
      </header>
      {children}
    </div>
  );
}
