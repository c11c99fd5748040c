import { Gift } from 'lucide-react';
import type { Locale, Localized } from '@/shared/i18n/locales';
import { cn } from '@/shared/lib/cn';

export type PictureData = { url: string; width: number; height: number; alt: Localized };

type PictureProps = {
  picture: PictureData | null | undefined;
  locale: Locale;
  className?: string;
  imgClassName?: string;
  /** For the picture a page opens with: loaded at once, before the others. */
  priority?: boolean;
  /** The text beside it already says what it shows. */
  decorative?: boolean;
};

/** A catalogue picture in a frame of its own shape (or the one `className` gives); never moves the page. */
export function Picture({ picture, locale, className, imgClassName, priority, decorative }: PictureProps) {
  return (
    <span className={cn('relative block overflow-hidden bg-cream', className)}>
      {picture ? (
        <img
          src={picture.url}
          width={picture.width}
          height={picture.height}
          alt={decorative ? '' : picture.alt[locale]}
          loading={priority ? 'eager' : 'lazy'}
          fetchPriority={priority ? 'high' : undefined}
          decoding="async"
          draggable={false}
          className={cn('size-full object-cover', imgClassName)}
        />
      ) : (
        <Gift aria-hidden strokeWidth={1} className="absolute inset-0 m-auto size-1/4 text-line-strong" />
      )}
    </span>
  );
}
