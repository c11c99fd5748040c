import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '@/shared/lib/cn';

const styles = cva(
  'inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-xs leading-4 font-medium whitespace-nowrap',
  {
    variants: {
      tone: {
        neutral: 'bg-cream text-ink-soft',
        ink: 'bg-ink text-on-ink',
        accent: 'bg-accent-soft text-accent-deep',
        gold: 'bg-warn-soft text-gold-deep',
        success: 'bg-success-soft text-success',
        warn: 'bg-warn-soft text-warn',
        error: 'bg-error-soft text-error',
        info: 'bg-info-soft text-info',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof styles>['tone']>;

export function Badge({ tone, className, ...props }: ComponentProps<'span'> & { tone?: BadgeTone }) {
  return <span className={cn(styles({ tone }), className)} {...props} />;
}
