'use client';

import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useState, type KeyboardEvent } from 'react';
import type { Picture as PictureData } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { IconButton } from '@/shared/ui/icon-button';

type ZoomProps = { pictures: PictureData[]; start: number; onClose: () => void };

/** One picture over the whole screen; a tap makes it twice as large, to be dragged about by scrolling. */
export function Zoom({ pictures, start, onClose }: ZoomProps) {
  const t = useTranslations('store.product');
  const tCommon = useTranslations('common');
  const { locale } = useStore();
  const [at, setAt] = useState(start);
  const [isLarge, setLarge] = useState(false);
  const picture = pictures[at];
  const total = pictures.length;

  function go(by: number) {
    setLarge(false);
    setAt((current) => (current + by + total) % total);
  }
  function onKeyDown(event: KeyboardEvent) {
    const forward = locale === 'ar' ? 'ArrowLeft' : 'ArrowRight';
    const backward = locale === 'ar' ? 'ArrowRight' : 'ArrowLeft';
    if (total > 1 && event.key === forward) go(1);
    if (total > 1 && event.key === backward) go(-1);
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-50 flex animate-fade-in flex-col bg-paper outline-none"
        >
          <div className="flex items-center justify-between px-4 py-3">
            <Dialog.Title className="text-sm text-ink-soft tabular">
              {t('picture_of', { index: String(at + 1), total: String(total) })}
            </Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={tCommon('close')}>
                <X aria-hidden className="size-5" />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-auto overscroll-contain" dir="ltr">
            {picture && (
              <button
                type="button"
                aria-label={t('zoom')}
                aria-pressed={isLarge}
                onClick={() => setLarge(!isLarge)}
                className={cn(
                  'grid min-h-full min-w-full place-items-center',
                  isLarge ? 'cursor-zoom-out' : 'h-full cursor-zoom-in',
                )}
              >
                <img
                  src={picture.url}
                  width={picture.width}
                  height={picture.height}
                  alt={picture.alt[locale]}
                  className={
                    isLarge
                      ? 'w-[180vw] max-w-none md:w-[120vw]'
                      : 'h-full max-h-[calc(100dvh-5rem)] w-full object-contain'
                  }
                />
              </button>
            )}
          </div>
          {total > 1 && (
            <div className="flex justify-center gap-4 py-3">
              <IconButton label={t('previous')} onClick={() => go(-1)}>
                <ChevronLeft aria-hidden className="size-5 rtl:rotate-180" />
              </IconButton>
              <IconButton label={t('next')} onClick={() => go(1)}>
                <ChevronRight aria-hidden className="size-5 rtl:rotate-180" />
              </IconButton>
            </div>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
