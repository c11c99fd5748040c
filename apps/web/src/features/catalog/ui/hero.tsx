import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ProductCard } from '@/shared/api/generated';
import { pick } from '@/shared/i18n/locales';
import type { StoreInfo } from '@/shared/store/context';
import { productPath, storePath } from '@/shared/store/paths';
import { BrandMark } from '@/shared/ui/brand';
import { Button } from '@/shared/ui/button';
import { Picture } from '@/shared/ui/picture';

/** The first look: few words, two gifts under arches. */
export function Hero({ gifts, info }: { gifts: ProductCard[]; info: StoreInfo }) {
  const t = useTranslations('store.home');
  const { region, locale } = info;
  const [first, second] = gifts;
  const href = (card: ProductCard) => storePath(region, locale, productPath(card.slug, locale));

  return (
    <section aria-labelledby="hero" className="relative overflow-hidden bg-cream">
      <div className="container-page grid items-center gap-10 pt-10 pb-14 md:gap-14 md:py-20 lg:grid-cols-[1.05fr_1fr] lg:py-24">
        <div className="relative z-10 text-center lg:text-start">
          <p className="eyebrow text-gold-deep">{t('eyebrow')}</p>
          <h1 id="hero" className="mx-auto mt-5 max-w-[11ch] display text-display-1 lg:mx-0 rtl:max-w-[13ch]">
            {t('title')}
          </h1>
          <p className="mx-auto mt-6 max-w-md text-lg text-ink-soft lg:mx-0">{t('lead')}</p>
          <div className="mt-9 flex flex-wrap items-center justify-center gap-x-8 gap-y-4 lg:justify-start">
            <Button asChild size="lg">
              <Link href={storePath(region, locale, '/shop')}>{t('shop_all')}</Link>
            </Button>
            <Button asChild variant="link" size="bare">
              <Link href={storePath(region, locale, '/shop?in_stock=1')}>{t('browse')}</Link>
            </Button>
          </div>
        </div>
        {first && (
          <div className="relative mx-auto w-full max-w-[34rem] ps-[14%] pb-6 lg:max-w-none lg:ps-[18%]">
            <span
              aria-hidden
              className="absolute inset-x-[8%] top-0 bottom-12 rounded-t-full border border-gold/50 lg:start-[10%] lg:end-[-4%]"
            />
            <Link
              href={href(first)}
              aria-label={pick(first.title, locale)}
              className="relative block overflow-hidden rounded-t-full rounded-b-picture shadow-float"
            >
              <Picture picture={first.picture} locale={locale} priority decorative className="aspect-[4/5]" />
            </Link>
            {second && (
              <Link
                href={href(second)}
                aria-label={pick(second.title, locale)}
                className="absolute start-0 bottom-0 block w-[38%] overflow-hidden rounded-t-full rounded-b-picture border-[6px] border-cream shadow-soft"
              >
                <Picture
                  picture={second.picture}
                  locale={locale}
                  priority
                  decorative
                  className="aspect-3/4"
                />
              </Link>
            )}
            <BrandMark className="absolute end-[-2%] top-[6%] hidden size-16 rotate-12 text-gold lg:block" />
          </div>
        )}
      </div>
    </section>
  );
}
