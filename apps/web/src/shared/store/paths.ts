import { locales, type Locale, type Localized } from '@/shared/i18n/locales';

/** A path of the store: `/ae/en`, `/ae/en/shop`. `path` starts with a slash or is empty. */
export function storePath(region: string, locale: Locale, path = ''): string {
  return `/${region}/${locale}${path}`;
}

export const productPath = (slug: Localized, locale: Locale) =>
  `/products/${encodeURIComponent(slug[locale])}`;
export const categoryPath = (slug: Localized, locale: Locale) =>
  `/categories/${encodeURIComponent(slug[locale])}`;

/** An order's page; the secret of its link stays in the query. */
export function orderPath(code: string, linkToken?: string): string {
  return `/orders/${encodeURIComponent(code)}${linkToken ? `?t=${encodeURIComponent(linkToken)}` : ''}`;
}

/** Where an order is paid, and where the provider sends people back to: there without the secret. */
export function paymentPath(code: string, linkToken?: string): string {
  const query = linkToken ? `?t=${encodeURIComponent(linkToken)}` : '';
  return `${orderPath(code)}/payment${query}`;
}

/**
 * The same page elsewhere: swaps region and language at the front of an address. Product and category pages
 * answer to the slugs of both languages and forward to the right one.
 */
export function samePathIn(pathname: string, region: string, locale: Locale): string {
  const rest = pathname.split('/').slice(3).join('/');
  // A bag and an order belong to their region: in another one only the front page makes sense.
  const own = /^(bag|checkout|orders)(\/|$)/.test(rest) && pathname.split('/')[1] !== region;
  return storePath(region, locale, rest && !own ? `/${rest}` : '');
}

type RegionLike = { slug: string; country: string; is_default: boolean };

/** `hreflang` → path for a page in every region and language; `x-default` is the default region's English. */
export function alternates(
  regions: readonly RegionLike[],
  pathFor: (locale: Locale) => string,
): Record<string, string> {
  const all: Record<string, string> = {};
  for (const region of regions) {
    for (const locale of locales)
      all[`${locale}-${region.country}`] = storePath(region.slug, locale, pathFor(locale));
  }
  const first = regions.find((r) => r.is_default) ?? regions[0];
  if (first) all['x-default'] = storePath(first.slug, 'en', pathFor('en'));
  return all;
}
