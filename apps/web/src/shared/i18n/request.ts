import { getRequestConfig } from 'next-intl/server';
import { isLocale, type Locale } from './locales';

const files = {
  en: () =>
    Promise.all([
      import('./messages/en/common.json'),
      import('./messages/en/store.json'),
      import('./messages/en/admin.json'),
      import('./messages/en/admin-people.json'),
      import('./messages/en/admin-payments.json'),
    ]),
  ar: () =>
    Promise.all([
      import('./messages/ar/common.json'),
      import('./messages/ar/store.json'),
      import('./messages/ar/admin.json'),
      import('./messages/ar/admin-people.json'),
      import('./messages/ar/admin-payments.json'),
    ]),
} satisfies Record<Locale, unknown>;

// The proxy names the language in a header, so every server component knows it without being told.
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale: Locale = isLocale(requested) ? requested : 'en';
  const [common, store, admin, people, payments] = await files[locale]();
  return {
    locale,
    timeZone: 'UTC',
    messages: {
      common: common.default,
      store: store.default,
      // One namespace in three files: the panel's frame and orders, its sections about people, and payments.
      admin: { ...admin.default, ...people.default, ...payments.default },
    },
  };
});
