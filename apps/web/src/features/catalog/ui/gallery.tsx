'use client';

import { ChevronLeft, ChevronRight, Expand } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Picture as PictureData } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { Picture } from '@/shared/ui/picture';

const Zoom = dynamic(() => import('./zoom').then((module) => module.Zoom), { ssr: false });

type GalleryProps = {
  pictures: PictureData[];
  /** Shown when it changes: the picture of the chosen variant. */
  show?: PictureData | null;
};

/** Swiped on phones, with small pictures to jump to; a tap opens the large view. */
export function Gallery({ pictures, show }: GalleryProps) {
  const t = useTranslations('store.product');
  const { locale } = useStore();
  const strip = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [isZoomed, setZoomed] = useState(false);
  const total = pictures.length;

  function go(index: number) {
    const target = strip.current?.children[index];
    if (!(target instanceof HTMLElement) || !strip.current) return;
    // In both directions of writing: by how far the picture is from where it should be.
    const by = target.getBoundingClientRect().left - strip.current.getBoundingClientRect().left;
    strip.current.scrollBy({ left: by, behavior: 'smooth' });
  }

  const showIndex = show ? pictures.findIndex((p) => p.url === show.url) : -1;
  useEffect(() => {
    if (showIndex >= 0) go(showIndex);
  }, [showIndex]);

  function onScroll() {
    const list = strip.current;
    if (list) setAt(Math.min(total - 1, Math.round(Math.abs(list.scrollLeft) / list.clientWidth)));
  }

  const arrow =
    'absolute top-1/2 hidden size-11 -translate-y-1/2 place-items-center rounded-full bg-paper/90 shadow-soft transition-opacity disabled:opacity-0 md:grid';

  return (
    <section aria-label={t('gallery')} className="flex flex-col gap-4 md:sticky md:top-28">
      <div className="group relative -mx-5 md:mx-0">
        <ul
          ref={strip}
          onScroll={onScroll}
          tabIndex={0}
          aria-label={t('gallery')}
          className="scrollbar-none flex snap-x snap-mandatory overflow-x-auto md:rounded-picture"
        >
          {pictures.map((picture, index) => (
            <li key={picture.url + index} className="w-full shrink-0 snap-center">
              <Picture
                picture={picture}
                locale={locale}
                priority={index === 0}
                className="aspect-4/5"
                imgClassName="cursor-zoom-in"
              />
            </li>
          ))}
        </ul>
        {total === 0 && <Picture picture={null} locale={locale} className="aspect-4/5 md:rounded-picture" />}
        {total > 0 && (
          <button
            type="button"
            aria-label={t('zoom')}
            onClick={() => setZoomed(true)}
            className="absolute end-4 top-4 grid size-11 place-items-center rounded-full bg-paper/90 shadow-soft after:absolute after:inset-0"
          >
            <Expand aria-hidden strokeWidth={1.6} className="size-[1.125rem]" />
          </button>
        )}
        {total > 1 && (
          <>
            <button
              type="button"
              aria-label={t('previous')}
              disabled={at === 0}
              onClick={() => go(at - 1)}
              className={cn(arrow, 'start-4')}
            >
              <ChevronLeft aria-hidden className="size-5 rtl:rotate-180" />
            </button>
            <button
              type="button"
              aria-label={t('next')}
              disabled={at === total - 1}
              onClick={() => go(at + 1)}
              className={cn(arrow, 'end-4')}
            >
              <ChevronRight aria-hidden className="size-5 rtl:rotate-180" />
            </button>
            <span className="absolute start-1/2 bottom-4 -translate-x-1/2 rounded-full bg-paper/90 px-3 py-1 text-xs tabular md:hidden rtl:translate-x-1/2">
              <bdi>
                {at + 1} / {total}
              </bdi>
            </span>
          </>
        )}
      </div>
      {total > 1 && (
        <ul className="hidden gap-3 md:flex">
          {pictures.map((picture, index) => (
            <li key={picture.url + index}>
              <button
                type="button"
                aria-label={t('picture_of', { index: String(index + 1), total: String(total) })}
                aria-current={index === at}
                onClick={() => go(index)}
                className={cn(
                  'block w-20 overflow-hidden rounded-[10px] border-2 transition-colors',
                  index === at ? 'border-ink' : 'border-transparent hover:border-line-strong',
                )}
              >
                <Picture picture={picture} locale={locale} decorative className="aspect-4/5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isZoomed && <Zoom pictures={pictures} start={at} onClose={() => setZoomed(false)} />}
    </section>
  );
}
