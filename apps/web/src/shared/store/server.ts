import 'server-only';
import type { Metadata } from 'next';
import { cache } from 'react';
import { getStore, listCategories, listRegions } from '@/shared/api/generated';
import { siteOrigin, unwrap, unwrapOrNull } from '@/shared/api/server';
import type { Locale } from '@/shared/i18n/locales';
import { alternates, storePath } from './paths';

/** Per request, asked at most once. */
export const loadRegions = cache(async () => unwrap(await listRegions()).items);
export const loadStore = cache(async (region: string) => unwrapOrNull(await getStore({ path: { region } })));
export const loadCategories = cache(
  async (region: string) => unwrap(await listCategories({ path: { region } })).items,
);

type PageMeta = {
  region: string;
  locale: Locale;
  title: string;
  description?: string;
  /** The page's path in a language, as in `storePath`. */
  pathFor: (locale: Locale) => string;
  image?: { url: string; width: number; height: number; alt: string };
  /** Personal pages stay out of search engines. */
  personal?: boolean;
};

/** Title, canonical address, its other languages and regions, and what a shared link shows. */
export async function pageMetadata({
  region,
  locale,
  title,
  description,
  pathFor,
  image,
  personal,
}: PageMeta): Promise<Metadata> {
  const origin = await siteOrigin();
  if (personal) return { title, description, robots: { index: false, follow: false } };
  const path = storePath(region, locale, pathFor(locale));
  return {
    metadataBase: new URL(origin),
    title,
    description,
    alternates: { canonical: path, languages: alternates(await loadRegions(), pathFor) },
    openGraph: {
      type: 'website',
      siteName: locale === 'ar' ? 'أمونيس' : 'Amoonis',
      locale,
      title,
      description,
      url: path,
      images: image ? [image] : undefined,
    },
    twitter: { card: image ? 'summary_large_image' : 'summary' },
  };
}
