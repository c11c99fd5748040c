import { isLocale, type Locale } from '@/shared/i18n/locales';

export type Region = { slug: string; country: string; is_default: boolean };

export type Visitor = {
  regions: readonly Region[];
  cookieRegion?: string;
  cookieLocale?: string;
  acceptLanguage?: string | null;
};

/** What the proxy does with a path: serve it (in a language), send the visitor elsewhere, or say "not found". */
export type Decision =
  | { kind: 'store'; region: string; locale: Locale }
  | { kind: 'admin'; locale: Locale }
  | { kind: 'redirect'; to: string }
  | { kind: 'missing'; to: string; locale: Locale };

/** The languages of an `Accept-Language` header, best first. */
export function acceptedLanguages(
  header: string | null | undefined,
): { language: string; country?: string }[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      const [language = '', country] = tag.split('-');
      return { language: language.toLowerCase(), country: country?.toUpperCase(), q: q ? Number(q) : 1 };
    })
    .filter((l) => l.language && l.q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ language, country }) => ({ language, country }));
}

/** Region and language for a visitor who named neither: cookie, then what the browser says, then our default. */
export function preferences(visitor: Visitor): { region: string; locale: Locale } {
  const accepted = acceptedLanguages(visitor.acceptLanguage);
  const locale = isLocale(visitor.cookieLocale)
    ? visitor.cookieLocale
    : (accepted.map((a) => a.language).find(isLocale) ?? 'en');
  const bySlug = visitor.regions.find((r) => r.slug === visitor.cookieRegion);
  const byCountry = accepted
    .map((a) => visitor.regions.find((r) => r.country === a.country))
    .find((r) => r !== undefined);
  const fallback = visitor.regions.find((r) => r.is_default) ?? visitor.regions[0];
  return { region: (bySlug ?? byCountry ?? fallback)?.slug ?? 'ae', locale };
}

/** Decides about a path; `pathname` as in the address, without the query. */
export function route(pathname: string, visitor: Visitor): Decision {
  const [first, second, ...rest] = pathname.split('/').filter(Boolean);
  const wanted = preferences(visitor);
  if (first === undefined) return { kind: 'redirect', to: `/${wanted.region}/${wanted.locale}` };
  if (first === 'admin') {
    if (isLocale(second)) return { kind: 'admin', locale: second };
    const tail = [second, ...rest].filter(Boolean).join('/');
    return { kind: 'redirect', to: `/admin/${wanted.locale}${tail && `/${tail}`}` };
  }
  if (isLocale(first)) {
    const tail = [second, ...rest].filter(Boolean).join('/');
    return { kind: 'redirect', to: `/${wanted.region}/${first}${tail && `/${tail}`}` };
  }
  // Without a list of regions (the API is away) an address is taken at its word.
  const known = visitor.regions.length === 0 || visitor.regions.some((r) => r.slug === first);
  if (known && isLocale(second)) return { kind: 'store', region: first, locale: second };
  if (known && visitor.regions.length > 0) {
    const tail = [second, ...rest].filter(Boolean).join('/');
    return { kind: 'redirect', to: `/${first}/${wanted.locale}${tail && `/${tail}`}` };
  }
  const locale = isLocale(second) ? second : wanted.locale;
  return { kind: 'missing', to: `/${wanted.region}/${locale}/404`, locale };
}
