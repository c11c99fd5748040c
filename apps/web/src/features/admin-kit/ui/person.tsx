import { cn } from '@/shared/lib/cn';

/** The first letters of a name; Arabic ones are kept from joining. */
export function initialsOf(name: string): string {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '');
  const isArabic = /\p{Script=Arabic}/u.test(letters.join(''));
  return letters.join(isArabic ? '\u200c' : '');
}

/** A round sign for a person; their name stands beside it. */
export function Initials({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-9 shrink-0 place-items-center rounded-full bg-blush text-xs font-semibold text-ink',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
