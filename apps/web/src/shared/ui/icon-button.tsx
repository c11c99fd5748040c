import type { ComponentProps } from 'react';
import { Slot } from 'radix-ui';
import { cn } from '@/shared/lib/cn';

type IconButtonProps = ComponentProps<'button'> & { label: string; asChild?: boolean };

/** A round button that is only a picture; `label` says what it does. */
export function IconButton({ label, asChild, className, ...props }: IconButtonProps) {
  const styles = cn(
    'relative grid size-11 place-items-center rounded-full text-ink transition-colors duration-150 hover:bg-cream',
    className,
  );
  if (asChild) return <Slot.Root aria-label={label} className={styles} {...props} />;
  return <button type="button" aria-label={label} className={styles} {...props} />;
}
