import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CategoryTiles, Hero, Promises, Rail } from '@/features/catalog';
import { getHome } from '@/shared/api/generated';
import { siteOrigin, unwrap } from '@/shared/api/server';
import { isLocale, pick } from '@/shared/i18n/locales';
import { JsonLd } from '@/shared/seo/json-ld';
import { storeInfo } from '@/shared/store/info';
import { storePath } from '@/shared/store/paths';
import { loadStore, pageMetadata } from '@/shared/store/server';

export async function generateMetadata({ params }: PageProps<'/[region]/[locale]'>): Promise<Metadata> {
  const { region, locale } = await params;
  const store = isLocale(locale) ? await loadStore(region) : null;
  if (!store || !isLocale(locale)) return {};
  const t = await getTranslations('store.meta');
  const meta = await pageMetadata({
    region,
    locale,
    title: t('title'),
    description: t('description', { region: pick(store.name, locale) }),
    pathFor: () => '',
  });
  return { ...meta, title: { absolute: t('title') } };
}

export default async function HomePage({ params }: PageProps<'/[region]/[locale]'>) {
  const { region, locale } = await params;
  const store = isLocale(locale) ? await loadStore(region) : null;
  if (!store || !isLocale(locale)) notFound();
  const [home, t, origin] = await Promise.all([
    getHome({ path: { region } }).then(unwrap),
    getTranslations('store.home'),
    siteOrigin(),
  ]);
  const info = storeInfo(store, locale);
  const [firstRail, ...moreRails] = home.rails;
  const all = { href: storePath(region, locale, '/shop'), label: t('view_all') };

  return (
    <>
      <JsonLd
        data={{
          '@context': 'https://schema.org',
          '@type': 'Organization',
          name: 'Amoonis',
          alternateName: 'أمونيس',
          url: origin + storePath(region, locale),
          logo: `${origin}/icon.svg`,
        }}
      />
      <Hero gifts={(firstRail?.items ?? []).filter((g) => g.picture)} info={info} />
      <div className="container-page grid grid-cols-1 gap-20 py-16 md:gap-28 md:py-24">
        <CategoryTiles categories={home.categories} info={info} />
        {firstRail && (
          <Rail
            id={firstRail.key}
            eyebrow={t(`${firstRail.key}_eyebrow`)}
            title={pick(firstRail.title, locale)}
            items={firstRail.items}
            info={info}
            action={all}
          />
        )}
      </div>
      <Promises />
      <div className="container-page grid grid-cols-1 gap-20 pt-16 md:gap-28 md:pt-24">
        {moreRails.map((rail) => (
          <Rail
            key={rail.key}
            id={rail.key}
            eyebrow={t(`${rail.key}_eyebrow`)}
            title={pick(rail.title, locale)}
            items={rail.items}
            info={info}
            action={all}
          />
        ))}
      </div>
    </>
  );
}
