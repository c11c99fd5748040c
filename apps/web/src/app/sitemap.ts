import type { MetadataRoute } from 'next';
import { listCategories, listProducts, type ProductCard } from '@/shared/api/generated';
import { siteOrigin, unwrap } from '@/shared/api/server';
import { locales, type Locale } from '@/shared/i18n/locales';
import { alternates, categoryPath, productPath, storePath } from '@/shared/store/paths';
import { loadRegions } from '@/shared/store/server';

export const dynamic = 'force-dynamic';

/** Every page a search engine should know, in every region and language, each naming its other versions. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [origin, regions] = await Promise.all([siteOrigin(), loadRegions()]);
  const perRegion = await Promise.all(
    regions.map(async ({ slug: region }) => {
      const [categories, products] = await Promise.all([
        listCategories({ path: { region } }).then(unwrap),
        allProducts(region),
      ]);
      const paths: ((locale: Locale) => string)[] = [
        () => '',
        () => '/shop',
        ...categories.items.map((c) => (locale: Locale) => categoryPath(c.slug, locale)),
        ...products.map((p) => (locale: Locale) => productPath(p.slug, locale)),
      ];
      return paths.flatMap((pathFor) => {
        const languages = absolute(alternates(regions, pathFor), origin);
        return locales.map((locale) => ({
          url: origin + storePath(region, locale, pathFor(locale)),
          alternates: { languages },
        }));
      });
    }),
  );
  return perRegion.flat();
}

async function allProducts(region: string): Promise<ProductCard[]> {
  const all: ProductCard[] = [];
  let cursor: string | null | undefined;
  do {
    const page = unwrap(
      await listProducts({ path: { region }, query: { limit: 100, cursor: cursor ?? undefined } }),
    );
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return all;
}

function absolute(paths: Record<string, string>, origin: string): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([language, path]) => [language, origin + path]));
}
