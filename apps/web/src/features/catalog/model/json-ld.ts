import type { Availability, Product } from '@/shared/api/generated';
import { pick, type Locale } from '@/shared/i18n/locales';
import { currencyExponent, toDecimalString } from '@/shared/lib/money';

const availability: Record<Availability, string> = {
  in_stock: 'https://schema.org/InStock',
  low_stock: 'https://schema.org/LimitedAvailability',
  sold_out: 'https://schema.org/OutOfStock',
  coming_soon: 'https://schema.org/PreOrder',
};

/** A product with an offer per variant, for search engines. `url` and `origin` make addresses absolute. */
export function productJsonLd(
  product: Product,
  locale: Locale,
  url: string,
  origin: string,
): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: pick(product.title, locale),
    description: pick(product.description, locale),
    category: pick(product.category.name, locale),
    brand: { '@type': 'Brand', name: 'Amoonis' },
    image: product.pictures.map((p) => origin + p.url),
    url,
    offers: product.variants.map((variant) => ({
      '@type': 'Offer',
      sku: variant.sku,
      url,
      priceCurrency: variant.price.currency,
      price: toDecimalString(variant.price.minor, currencyExponent(variant.price.currency)),
      availability: availability[variant.availability],
      itemCondition: 'https://schema.org/NewCondition',
    })),
  };
}
