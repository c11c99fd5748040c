import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Heart } from '@/features/wishlist';
import type { ProductCard as Card } from '@/shared/api/generated';
import { pick } from '@/shared/i18n/locales';
import { cn } from '@/shared/lib/cn';
import type { StoreInfo } from '@/shared/store/context';
import { productPath, storePath } from '@/shared/store/paths';
import { Picture } from '@/shared/ui/picture';
import { Price } from '@/shared/ui/price';
import { StockBadge } from './stock-badge';

type ProductCardProps = {
  card: Card;
  info: StoreInfo;
  priority?: boolean;
  className?: string;
  headingLevel?: 'h2' | 'h3';
};

/** A gift on a shelf; works on the server as in the browser. */
export function ProductCard({
  card,
  info,
  priority,
  className,
  headingLevel: Heading = 'h3',
}: ProductCardProps) {
  const t = useTranslations('store.product');
  const tCommon = useTranslations('common');
  const { locale, region, country } = info;
  const isAway = card.availability === 'sold_out' || card.availability === 'coming_soon';

  return (
    <article className={cn('group relative flex flex-col', className)}>
      <div className="relative overflow-hidden rounded-picture">
        <Picture
          picture={card.picture}
          locale={locale}
          priority={priority}
          decorative
          className="aspect-4/5"
          imgClassName={cn(
            'transition-transform duration-200 ease-quiet group-hover:scale-[1.025]',
            isAway && 'opacity-80',
          )}
        />
        {card.second_picture && (
          <Picture
            picture={card.second_picture}
            locale={locale}
            decorative
            className="absolute inset-0 hidden opacity-0 transition-opacity duration-200 group-hover:opacity-100 md:block"
          />
        )}
        {card.badge && <StockBadge badge={card.badge} className="absolute start-3 top-3" />}
        <Heart
          id={card.id}
          slug={card.slug[locale]}
          title={pick(card.title, locale)}
          className="absolute end-2 top-2 z-10 bg-paper/85"
        />
      </div>
      <div className="flex flex-1 flex-col pt-4">
        <Heading className="text-[1.0625rem] leading-snug font-medium">
          <Link
            href={storePath(region, locale, productPath(card.slug, locale))}
            className="rounded-sm outline-none after:absolute after:inset-0 after:rounded-picture focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-accent"
          >
            {pick(card.title, locale)}
          </Link>
        </Heading>
        <p className="mt-0.5 line-clamp-1 text-sm text-ink-soft">{pick(card.subtitle, locale)}</p>
        <div className="mt-2 flex items-center justify-between gap-3">
          <Price
            money={card.price}
            compareAt={card.compare_at}
            prefix={card.price_max.minor > card.price.minor && t('from')}
            locale={locale}
            country={country}
            labels={{ now: tCommon('price_now'), was: tCommon('price_was') }}
            className="text-[0.9375rem]"
          />
          {card.colours.length > 1 && (
            <span aria-hidden className="flex gap-1">
              {card.colours.slice(0, 4).map((colour) => (
                <span
                  key={colour}
                  className="size-3 rounded-full border border-ink/15"
                  style={{ background: colour }}
                />
              ))}
            </span>
          )}
        </div>
      </div>
    </article>
  );
}
