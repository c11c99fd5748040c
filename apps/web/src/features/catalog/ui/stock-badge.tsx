import { useTranslations } from 'next-intl';
import type { ProductBadge } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Badge, type BadgeTone } from '@/shared/ui/badge';

const tones: Record<ProductBadge, BadgeTone> = {
  coming_soon: 'neutral',
  sold_out: 'ink',
  low_stock: 'gold',
  sale: 'accent',
  new: 'neutral',
};

export function StockBadge({ badge, className }: { badge: ProductBadge; className?: string }) {
  const t = useTranslations('store.badge');
  return (
    <Badge tone={tones[badge]} className={cn(tones[badge] === 'neutral' && 'bg-paper text-ink', className)}>
      {t(badge)}
    </Badge>
  );
}
