'use client';

import { useQueries } from '@tanstack/react-query';
import { CircleAlert, Heart as HeartIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ProductCard, ProductGrid, ProductGridSkeleton } from '@/features/catalog';
import { Heart, useWishes } from '@/features/wishlist';
import { getProduct, type Product } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { productPath } from '@/shared/store/paths';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Picture } from '@/shared/ui/picture';
import { AccountHeading } from './panel';
import { AccountLink } from './account-link';

const grid = 'xl:grid-cols-3';

/** The gifts one keeps in mind: of the account, or of this device for guests. */
export function MyWishlist() {
  const t = useTranslations('store.wishlist');
  const tCommon = useTranslations('common');
  const { path } = useStore();
  const { data: wishes, isError, isSignedIn, refetch } = useWishes();
  return (
    <>
      <AccountHeading title={t('title')} text={t('text')} />
      {!isSignedIn && wishes && wishes.length > 0 && (
        <Alert tone="info" className="mb-8" title={t('guest_title')}>
          <p>{t('guest_text')}</p>
          <AccountLink className="mt-2 inline-block font-medium underline underline-offset-4">
            {t('guest_action')}
          </AccountLink>
        </Alert>
      )}
      {!wishes && isError ? (
        <EmptyState
          icon={CircleAlert}
          title={t('error')}
          action={<Button onClick={() => void refetch()}>{tCommon('retry')}</Button>}
        />
      ) : !wishes ? (
        <div role="status" aria-label={tCommon('loading')}>
          <ProductGridSkeleton count={3} className={grid} />
        </div>
      ) : wishes.length === 0 ? (
        <EmptyState
          icon={HeartIcon}
          title={t('empty_title')}
          text={t('empty_text')}
          action={
            <Button asChild>
              <Link href={path('/shop')}>{t('empty_action')}</Link>
            </Button>
          }
        />
      ) : (
        <Wishes wishes={wishes} />
      )}
    </>
  );
}

function Wishes({ wishes }: { wishes: NonNullable<ReturnType<typeof useWishes>['data']> }) {
  const t = useTranslations('store.wishlist');
  const info = useStore();
  // Hearts of this device, and those given on this page, are known by their slug only.
  const found = useQueries({
    queries: wishes.map(({ slug, product }) => ({
      queryKey: ['wished', info.region, slug],
      enabled: product === undefined && slug !== undefined,
      staleTime: 60_000,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const answer = await getProduct({ path: { region: info.region, slug: slug ?? '' }, signal });
        if (answer.response?.status === 404) return null;
        if (answer.data === undefined) throw answer.error;
        return answer.data;
      },
    })),
  });
  const away = wishes.filter(({ product }, n) => product === null || found[n]?.data === null).length;
  return (
    <>
      <ProductGrid className={grid}>
        {wishes.map(({ id, product }, n) => {
          const own = found[n]?.data;
          if (product) {
            return (
              <li key={id}>
                <ProductCard card={product} info={info} headingLevel="h2" />
              </li>
            );
          }
          return own ? (
            <li key={id}>
              <Tile product={own} />
            </li>
          ) : null;
        })}
      </ProductGrid>
      {away > 0 && <p className="mt-8 text-sm text-ink-soft">{t('away', { count: away })}</p>}
    </>
  );
}

/** A gift of which only its page is known, not its card. */
function Tile({ product }: { product: Product }) {
  const { text, path, locale } = useStore();
  const title = text(product.title);
  return (
    <article className="group relative">
      <div className="relative overflow-hidden rounded-picture">
        <Picture
          picture={product.pictures[0] ?? null}
          locale={locale}
          decorative
          className="aspect-4/5"
          imgClassName="transition-transform duration-200 ease-quiet group-hover:scale-[1.025]"
        />
        <Heart
          id={product.id}
          slug={product.slug[locale]}
          title={title}
          className="absolute end-2 top-2 z-10 bg-paper/85"
        />
      </div>
      <h2 className="pt-4 text-[1.0625rem] leading-snug font-medium">
        <Link
          href={path(productPath(product.slug, locale))}
          className="rounded-sm outline-none after:absolute after:inset-0 after:rounded-picture focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-accent"
        >
          {title}
        </Link>
      </h2>
      <p className="mt-0.5 line-clamp-1 text-sm text-ink-soft">{text(product.subtitle)}</p>
    </article>
  );
}
