import type { Store } from '@/shared/api/generated';
import type { Locale } from '@/shared/i18n/locales';
import type { StoreInfo } from './context';

export function storeInfo(store: Store, locale: Locale): StoreInfo {
  return {
    region: store.slug,
    country: store.country,
    currency: store.currency,
    timeZone: store.time_zone,
    locale,
  };
}
