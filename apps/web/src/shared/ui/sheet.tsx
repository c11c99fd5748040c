'use client';

import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';
import { DialogCloseButton, overlayStyles } from './dialog';

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

const sides = {
  /** From the end of the line on wide screens, from below on phones. */
  end: 'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-[22px] data-[state=closed]:animate-sink data-[state=open]:animate-rise md:inset-y-0 md:start-auto md:end-0 md:max-h-none md:w-[30rem] md:rounded-none md:data-[state=closed]:animate-slide-out md:data-[state=open]:animate-slide-in',
  bottom:
    'inset-x-0 bottom-0 mx-auto max-h-[88dvh] max-w-2xl rounded-t-[22px] data-[state=closed]:animate-sink data-[state=open]:animate-rise',
};

type SheetContentProps = {
  title: ReactNode;
  description?: ReactNode;
  side?: keyof typeof sides;
  /** Stays in place under the scrolling part: totals, the main button. */
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
};

export function SheetContent({
  title,
  description,
  side = 'end',
  footer,
  className,
  children,
}: SheetContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayStyles} />
      <Primitive.Content
        aria-describedby={undefined}
        className={cn('fixed z-50 flex flex-col bg-paper shadow-float outline-none', sides[side], className)}
      >
        <span aria-hidden className="mx-auto mt-2.5 h-1 w-10 shrink-0 rounded-full bg-line md:hidden" />
        <header className="flex items-center justify-between gap-4 border-b border-line px-6 pt-3 pb-4 md:pt-6 md:pb-5">
          <div>
            <Primitive.Title className="display text-display-4">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="text-sm text-ink-soft">{description}</Primitive.Description>
            )}
          </div>
          <DialogCloseButton className="-me-2" />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-5">{children}</div>
        {footer && (
          <footer className="border-t border-line px-6 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
            {footer}
          </footer>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
