/** The languages of the shop; every text of the API comes in both. */
export const locales = ['en', 'ar'] as const;
export type Locale = (typeof locales)[number];

export type Localized = { en: string; ar: string };

export function isLocale(value: string | undefined | null): value is Locale {
  return value === 'en' || value === 'ar';
}

export function dirOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** The text in this language; a missing translation shows the other one rather than nothing. */
export function pick(text: Localized, locale: Locale): string {
  return text[locale] || text[locale === 'en' ? 'ar' : 'en'];
}
