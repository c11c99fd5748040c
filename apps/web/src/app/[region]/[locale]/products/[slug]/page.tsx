import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound, permanentRedirect } from 'next/navigation';
import { cache } from 'react';
import { DeliveryPromise, productJsonLd, ProductView, Rail } from '@/features/catalog';
import { getProduct } from '@/shared/api/generated';
import { siteOrigin, unwrapOrNull } from '@/shared/api/server';
import { isLocale, pick } from '@/shared/i18n/locales';
import { breadcrumbList } from '@/shared/seo/breadcrumb-list';
import { JsonLd } from '@/shared/seo/json-ld';
import { storeInfo } from '@/shared/store/info';
import { categoryPath, productPath, storePath } from '@/shared/store/paths';
import { loadStore, pageMetadata } from '@/shared/store/server';
import { Breadcrumbs } from '@/shared/ui/breadcrumbs';

type Props = PageProps<'/[region]/[locale]/products/[slug]'>;

const load = cache(async (region: string, slug: string) =>
  unwrapOrNull(await getProduct({ path: { region, slug } })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { region, locale, slug } = await params;
  const product = isLocale(locale) ? await load(region, decodeURIComponent(slug)) : null;
  if (!product || !isLocale(locale)) return {};
  const picture = product.pictures[0];
  return pageMetadata({
    region,
    locale,
    title: pick(product.title, locale),
    description: pick(product.subtitle, locale) || pick(product.description, locale).slice(0, 160),
    pathFor: (language) => productPath(product.slug, language),
    image: picture && {
      url: picture.url,
      width: picture.width,
      height: picture.height,
      alt: picture.alt[locale],
    },
  });
}

export default async function ProductPage({ params }: Props) {
  const { region, locale, slug } = await params;
  if (!isLocale(locale)) notFound();
  const asked = decodeURIComponent(slug);
  const [store, product] = await Promise.all([loadStore(region), load(region, asked)]);
  if (!store || !product) notFound();
  const path = storePath(region, locale, productPath(product.slug, locale));
  if (asked !== product.slug[locale]) permanentRedirect(path);

  const [t, tNav, tCommon, origin] = await Promise.all([
    getTranslations('store.product'),
    getTranslations('store.nav'),
    getTranslations('common'),
    siteOrigin(),
  ]);
  const info = storeInfo(store, locale);
  const category = {
    label: pick(product.category.name, locale),
    href: storePath(region, locale, categoryPath(product.category.slug, locale)),
  };
  const crumbs = [
    { label: tNav('home'), href: storePath(region, locale) },
    category,
    { label: pick(product.title, locale) },
  ];
  const paragraphs = pick(product.description, locale).split(/\n+/).filter(Boolean);

  return (
    <>
      <JsonLd data={productJsonLd(product, locale, origin + path, origin)} />
      <JsonLd data={breadcrumbList(crumbs, origin)} />
      <div className="container-page pt-4 md:pt-8">
        <Breadcrumbs crumbs={crumbs} label={tCommon('breadcrumbs')} className="mb-4 md:mb-8" />
        <ProductView
          key={product.id}
          product={product}
          heading={
            <header>
              <p className="eyebrow text-gold-deep">
                <Link href={category.href} className="rounded-sm hover:text-accent-deep">
                  {category.label}
                </Link>
              </p>
              <h1 className="mt-3 display text-display-2">{pick(product.title, locale)}</h1>
              <p className="mt-2 text-lg text-ink-soft">{pick(product.subtitle, locale)}</p>
            </header>
          }
        >
          <div className="mt-10 grid gap-8">
            <DeliveryPromise product={product} store={store} info={info} />
            {paragraphs.length > 0 && (
              <section aria-labelledby="details">
                <h2 id="details" className="mb-3 display text-display-4">
                  {t('details')}
                </h2>
                {paragraphs.map((paragraph, index) => (
                  <p key={index} className="mb-3 max-w-prose text-ink-soft last:mb-0">
                    {paragraph}
                  </p>
                ))}
              </section>
            )}
          </div>
        </ProductView>
        <div className="mt-24 md:mt-32">
          <Rail id="related" title={t('related')} items={product.related} info={info} />
        </div>
      </div>
    </>
  );
}
