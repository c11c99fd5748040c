import type { Locale } from '@/shared/i18n/locales';

const files: Record<Locale, string[]> = {
  en: ['fraunces', 'figtree'],
  ar: ['el-messiri', 'plex-arabic-400', 'figtree'],
};

/** Asks early for the fonts the first screen of this language is set in. */
export function FontPreloads({ locale }: { locale: Locale }) {
  return files[locale].map((file) => (
    <link
      key={file}
      rel="preload"
      href={`/fonts/${file}.woff2`}
      as="font"
      type="font/woff2"
      crossOrigin="anonymous"
    />
  ));
}
