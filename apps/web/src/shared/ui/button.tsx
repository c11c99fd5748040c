import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/shared/lib/cn';
import { Spinner } from './spinner';

export const buttonStyles = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-full font-medium whitespace-nowrap transition-[background-color,color,border-color,box-shadow] duration-150 ease-quiet select-none disabled:pointer-events-none disabled:opacity-45 aria-disabled:pointer-events-none aria-disabled:opacity-45',
  {
    variants: {
      variant: {
        primary: 'bg-ink text-on-ink hover:bg-accent-deep',
        accent: 'bg-accent text-on-accent hover:bg-accent-deep',
        outline: 'border border-line-strong/60 bg-transparent text-ink hover:border-ink hover:bg-cream',
        soft: 'bg-cream text-ink hover:bg-sand',
        ghost: 'text-ink hover:bg-cream',
        danger: 'bg-error text-paper hover:bg-error/90',
        link: 'rounded-sm text-ink underline decoration-gold decoration-1 underline-offset-[6px] hover:text-accent-deep hover:decoration-accent',
      },
      size: {
        sm: 'h-9 px-4 text-sm',
        md: 'h-11 px-6 text-[0.9375rem]',
        lg: 'h-13 px-8 text-base',
        icon: 'size-11 p-0',
        'icon-sm': 'size-9 p-0',
        bare: 'h-auto p-0',
      },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    /** Gives the look to the child (a link, say) instead of a button. */
    asChild?: boolean;
    /** Shows a spinner and takes no clicks, but keeps its place for the keyboard. */
    busy?: boolean;
  };

export function Button({
  className,
  variant,
  size,
  asChild,
  busy,
  type = 'button',
  children,
  onClick,
  ...props
}: ButtonProps) {
  const styles = cn(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={styles} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={styles}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {busy && <Spinner className="size-4" />}
      {children}
    </button>
  );
}
