'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const overlayStyles =
  'fixed inset-0 z-50 bg-[#1c1618]/40 data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean;
};

export function DialogCloseButton({ className }: { className?: string }) {
  const t = useTranslations('common');
  return (
    <Primitive.Close
      aria-label={t('close')}
      className={cn(
        'grid size-10 shrink-0 place-items-center rounded-full text-ink-soft transition-colors hover:bg-cream hover:text-ink',
        className,
      )}
    >
      <X aria-hidden className="size-5" />
    </Primitive.Close>
  );
}

/** A question or a short form in the middle of the screen. */
export function DialogContent({
  title,
  description,
  hideTitle,
  className,
  children,
  ...props
}: ContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayStyles} />
      <Primitive.Content
        aria-describedby={undefined}
        className={cn(
          'fixed top-1/2 left-1/2 z-50 flex max-h-[85dvh] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-card bg-paper shadow-float outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in',
          className,
        )}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 p-6 pb-0">
          <div>
            <Primitive.Title className={cn('display text-display-4', hideTitle && 'sr-only')}>
              {title}
            </Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1.5 text-sm text-ink-soft">
                {description}
              </Primitive.Description>
            )}
          </div>
          <DialogCloseButton className="-me-2 -mt-2" />
        </div>
        <div className="overflow-y-auto p-6">{children}</div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
