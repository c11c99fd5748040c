import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { fromPageQuery, Listing, parseFilters, toApiQuery } from '@/features/catalog';
import { listProducts } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';
import { isLocale } from '@/shared/i18n/locales';
import { pageMetadata } from '@/shared/store/server';

type Props = PageProps<'/[region]/[locale]/shop'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { region, locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations('store.shop');
  return pageMetadata({ region, locale, title: t('title'), description: t('lead'), pathFor: () => '/shop' });
}

export default async function ShopPage({ params, searchParams }: Props) {
  const { region, locale } = await params;
  if (!isLocale(locale)) notFound();
  const filters = parseFilters(fromPageQuery(await searchParams));
  const [page, t] = await Promise.all([
    listProducts({ path: { region }, query: toApiQuery(filters) }).then(unwrap),
    getTranslations('store.shop'),
  ]);
  return (
    <div className="container-page pt-10 md:pt-14">
      <header className="mb-8 md:mb-12">
        <h1 className="display text-display-2">{t('title')}</h1>
        <p className="mt-2 text-ink-soft">{t('lead')}</p>
      </header>
      <Listing first={{ filters, page }} />
    </div>
  );
}
