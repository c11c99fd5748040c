import { getRequestConfig } from 'next-intl/server';
import { isLocale, type Locale } from './locales';

const files = {
  en: () =>
    Promise.all([
      import('./messages/en/common.json'),
      import('./messages/en/store.json'),
      import('./messages/en/admin.json'),
      import('./messages/en/admin-people.json'),
    ]),
  ar: () =>
    Promise.all([
      import('./messages/ar/common.json'),
      import('./messages/ar/store.json'),
      import('./messages/ar/admin.json'),
      import('./messages/ar/admin-people.json'),
    ]),
} satisfies Record<Locale, unknown>;

// The proxy names the language in a header, so every server component knows it without being told.
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale: Locale = isLocale(requested) ? requested : 'en';
  const [common, store, admin, people] = await files[locale]();
  return {
    locale,
    timeZone: 'UTC',
    messages: {
      common: common.default,
      store: store.default,
      // One namespace in two files: the panel's frame and orders, and its sections about people.
      admin: { ...admin.default, ...people.default },
    },
  };
});
