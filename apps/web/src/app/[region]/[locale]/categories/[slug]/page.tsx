import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, permanentRedirect } from 'next/navigation';
import { cache } from 'react';
import { fromPageQuery, Listing, parseFilters, toApiQuery } from '@/features/catalog';
import { getCategory, listProducts } from '@/shared/api/generated';
import { siteOrigin, unwrap, unwrapOrNull } from '@/shared/api/server';
import { isLocale, pick } from '@/shared/i18n/locales';
import { breadcrumbList } from '@/shared/seo/breadcrumb-list';
import { JsonLd } from '@/shared/seo/json-ld';
import { categoryPath, storePath } from '@/shared/store/paths';
import { pageMetadata } from '@/shared/store/server';
import { Breadcrumbs } from '@/shared/ui/breadcrumbs';
import { Picture } from '@/shared/ui/picture';

type Props = PageProps<'/[region]/[locale]/categories/[slug]'>;

const load = cache(async (region: string, slug: string) =>
  unwrapOrNull(await getCategory({ path: { region, slug } })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { region, locale, slug } = await params;
  const category = isLocale(locale) ? await load(region, decodeURIComponent(slug)) : null;
  if (!category || !isLocale(locale)) return {};
  return pageMetadata({
    region,
    locale,
    title: pick(category.name, locale),
    description: pick(category.description, locale),
    pathFor: (language) => categoryPath(category.slug, language),
  });
}

export default async function CategoryPage({ params, searchParams }: Props) {
  const { region, locale, slug } = await params;
  const asked = decodeURIComponent(slug);
  const category = isLocale(locale) ? await load(region, asked) : null;
  if (!category || !isLocale(locale)) notFound();
  if (asked !== category.slug[locale])
    permanentRedirect(storePath(region, locale, categoryPath(category.slug, locale)));

  const filters = { ...parseFilters(fromPageQuery(await searchParams)), category: category.slug[locale] };
  const [page, tNav, tCommon, origin] = await Promise.all([
    listProducts({ path: { region }, query: toApiQuery(filters) }).then(unwrap),
    getTranslations('store.nav'),
    getTranslations('common'),
    siteOrigin(),
  ]);
  const crumbs = [
    { label: tNav('home'), href: storePath(region, locale) },
    { label: tNav('shop'), href: storePath(region, locale, '/shop') },
    { label: pick(category.name, locale) },
  ];
  return (
    <div className="container-page pt-6 md:pt-10">
      <JsonLd data={breadcrumbList(crumbs, origin)} />
      <Breadcrumbs crumbs={crumbs} label={tCommon('breadcrumbs')} />
      <header className="mt-4 mb-10 grid items-center gap-6 overflow-hidden rounded-card bg-cream md:mb-14 md:grid-cols-[1.4fr_1fr]">
        <div className="px-6 pt-8 md:px-12 md:py-14">
          <h1 className="display text-display-2">{pick(category.name, locale)}</h1>
          <p className="mt-3 max-w-md text-ink-soft">{pick(category.description, locale)}</p>
        </div>
        <Picture
          picture={category.picture}
          locale={locale}
          priority
          decorative
          className="mx-auto aspect-4/3 w-4/5 self-end rounded-t-full md:aspect-square md:max-h-72 md:w-72"
        />
      </header>
      <Listing first={{ filters, page }} category={category.slug[locale]} />
    </div>
  );
}
