'use client';

import { Heart as Icon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/shared/lib/cn';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { toast } from '@/shared/ui/toast';
import { useWish } from '../api/use-wishes';

type HeartProps = { id: string; slug: string; title: string; className?: string };

/** Keeps a gift in mind, with or without an account. */
export function Heart({ id, slug, title, className }: HeartProps) {
  const t = useTranslations('store.wishlist');
  const { locale } = useStore();
  const { isWished, toggle } = useWish({ id, slug });
  return (
    <button
      type="button"
      aria-pressed={isWished}
      aria-label={t('heart', { title })}
      onClick={() => void toggle().catch((error: unknown) => toast.error(problemText(error, locale)))}
      className={cn(
        'grid size-11 shrink-0 place-items-center rounded-full text-ink transition-colors duration-150 hover:text-accent',
        className,
      )}
    >
      <Icon aria-hidden strokeWidth={1.6} className={cn('size-5', isWished && 'fill-accent text-accent')} />
    </button>
  );
}
