import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

export const controlStyles =
  'w-full rounded-field border border-line-strong/60 bg-card px-4 text-base text-ink transition-colors duration-150 placeholder:text-ink-faint/80 hover:border-line-strong focus-visible:border-ink focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/70 disabled:bg-cream disabled:text-ink-faint aria-invalid:border-error';

type FieldProps = {
  label: ReactNode;
  /** Said after the label when the field may stay empty. */
  optional?: string;
  hint?: ReactNode;
  error?: string;
  className?: string;
  hideLabel?: boolean;
  /** Gets the ids and states that tie the control to its label, hint and error. */
  children: (control: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode;
};

/** Label above, hint or error below: the error takes the hint's place so that the form doesn't jump twice. */
export function Field({ label, optional, hint, error, className, hideLabel, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={cn('text-sm font-medium text-ink', hideLabel && 'sr-only')}>
        {label}
        {optional && <span className="ms-1.5 font-normal text-ink-faint">{optional}</span>}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': note ? `${id}-note` : undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={cn('text-sm', error ? 'text-error' : 'text-ink-faint')}>
          {note}
        </p>
      )}
    </div>
  );
}

/** A one-line input. For e-mail and phone pass `dir="ltr"`: they read left to right in Arabic too. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(controlStyles, 'h-12 rtl:text-right', className)} {...props} />;
}

export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cn(controlStyles, 'resize-y py-3', className)} {...props} />;
}
