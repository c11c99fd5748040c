import { describe, expect, it } from 'vitest';
import { alternates, orderPath, productPath, samePathIn } from './paths';
import { acceptedLanguages, preferences, route } from './routing';

const regions = [
  { slug: 'ae', country: 'AE', is_default: true },
  { slug: 'sa', country: 'SA', is_default: false },
];

describe('acceptedLanguages', () => {
  it('sorts by weight and drops what is refused', () => {
    expect(acceptedLanguages('en;q=0.5, ar-SA, fr;q=0')).toEqual([
      { language: 'ar', country: 'SA' },
      { language: 'en', country: undefined },
    ]);
    expect(acceptedLanguages(null)).toEqual([]);
  });
});

describe('preferences', () => {
  it('believes the cookie before the browser, and the browser before our default', () => {
    const acceptLanguage = 'ar-SA,ar;q=0.9,en;q=0.8';
    expect(preferences({ regions, acceptLanguage })).toEqual({ region: 'sa', locale: 'ar' });
    expect(preferences({ regions, acceptLanguage, cookieRegion: 'ae', cookieLocale: 'en' })).toEqual({
      region: 'ae',
      locale: 'en',
    });
    expect(preferences({ regions, acceptLanguage: 'fr-FR' })).toEqual({ region: 'ae', locale: 'en' });
    expect(preferences({ regions, cookieRegion: 'gone', cookieLocale: 'de' })).toEqual({
      region: 'ae',
      locale: 'en',
    });
  });
});

describe('route', () => {
  const visitor = { regions, cookieRegion: 'sa', cookieLocale: 'ar' };
  it.each([
    ['/', '/sa/ar'],
    ['/ae', '/ae/ar'],
    ['/ae/shop', '/ae/ar/shop'],
    ['/en', '/sa/en'],
    ['/en/shop', '/sa/en/shop'],
    ['/admin', '/admin/ar'],
    ['/admin/orders', '/admin/ar/orders'],
  ])('sends %s to %s', (from, to) => {
    expect(route(from, visitor)).toEqual({ kind: 'redirect', to });
  });

  it('serves what names both region and language', () => {
    expect(route('/ae/en/products/x', visitor)).toEqual({ kind: 'store', region: 'ae', locale: 'en' });
    expect(route('/admin/en/orders', visitor)).toEqual({ kind: 'admin', locale: 'en' });
  });

  it('shows "not found" in the language asked for when there is no such region', () => {
    expect(route('/xx/en/shop', visitor)).toMatchObject({ kind: 'missing', locale: 'en' });
    expect(route('/nowhere', visitor)).toMatchObject({ kind: 'missing', locale: 'ar' });
  });

  it('takes an address at its word while the regions are unknown', () => {
    expect(route('/ae/en', { regions: [] })).toEqual({ kind: 'store', region: 'ae', locale: 'en' });
  });
});

describe('paths', () => {
  it('encodes slugs and secrets', () => {
    expect(productPath({ en: 'a', ar: 'ورد' }, 'ar')).toBe('/products/%D9%88%D8%B1%D8%AF');
    expect(orderPath('AM-1', 'a+b/=')).toBe('/orders/AM-1?t=a%2Bb%2F%3D');
  });

  it('finds the same page elsewhere, but not a bag or an order of another region', () => {
    expect(samePathIn('/ae/en/products/x', 'sa', 'ar')).toBe('/sa/ar/products/x');
    expect(samePathIn('/ae/en', 'ae', 'ar')).toBe('/ae/ar');
    expect(samePathIn('/ae/en/orders/AM-1', 'ae', 'ar')).toBe('/ae/ar/orders/AM-1');
    expect(samePathIn('/ae/en/orders/AM-1', 'sa', 'en')).toBe('/sa/en');
    expect(samePathIn('/ae/en/bagatelle', 'sa', 'en')).toBe('/sa/en/bagatelle');
  });

  it('names every region and language once, and the default', () => {
    expect(alternates(regions, (locale) => `/${locale === 'ar' ? 'س' : 's'}`)).toEqual({
      'en-AE': '/ae/en/s',
      'ar-AE': '/ae/ar/س',
      'en-SA': '/sa/en/s',
      'ar-SA': '/sa/ar/س',
      'x-default': '/ae/en/s',
    });
  });
});
