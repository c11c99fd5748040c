import type { ReactNode } from 'react';

/** Names and values, one per line. */
export function Facts({ items }: { items: { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-3 text-[0.9375rem] sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-x-4">
      {items.map(({ label, value }, index) => (
        <div key={index} className="grid gap-0.5 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="text-sm text-ink-faint sm:pt-px">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
