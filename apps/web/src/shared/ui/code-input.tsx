import type { ComponentProps } from 'react';
import { cn } from '@/shared/lib/cn';
import { Input } from './field';

/** A one-time code of six digits: one field, so that phones can fill it in from the message. */
export function CodeInput({ className, ...props }: ComponentProps<'input'>) {
  return (
    <Input
      {...props}
      dir="ltr"
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]*"
      maxLength={6}
      placeholder="••••••"
      className={cn(
        'h-14 ps-[calc(1rem+0.5em)] text-center text-2xl tracking-[0.5em] tabular placeholder:text-line-strong rtl:text-center',
        className,
      )}
    />
  );
}
