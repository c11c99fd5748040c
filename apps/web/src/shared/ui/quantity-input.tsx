'use client';

import { Minus, Plus } from 'lucide-react';
import { cn } from '@/shared/lib/cn';

type QuantityInputProps = {
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
  labels: { group: string; less: string; more: string };
  size?: 'sm' | 'md';
  disabled?: boolean;
};

/** Minus, number, plus. */
export function QuantityInput({
  value,
  min = 1,
  max,
  onChange,
  labels,
  size = 'md',
  disabled,
}: QuantityInputProps) {
  const button = cn(
    'grid place-items-center rounded-full text-ink transition-colors hover:bg-cream disabled:pointer-events-none disabled:text-ink-faint/50',
    size === 'md' ? 'size-11' : 'size-9',
  );
  return (
    <div
      role="group"
      aria-label={labels.group}
      className="inline-flex items-center rounded-full border border-line-strong/50 p-0.5"
    >
      <button
        type="button"
        aria-label={labels.less}
        className={button}
        disabled={disabled || value <= min}
        onClick={() => onChange(value - 1)}
      >
        <Minus aria-hidden className="size-4" />
      </button>
      <output
        className={cn(
          'text-center font-medium tabular',
          size === 'md' ? 'min-w-9' : 'min-w-7 text-[0.9375rem]',
        )}
      >
        {value}
      </output>
      <button
        type="button"
        aria-label={labels.more}
        className={button}
        disabled={disabled || value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  );
}
