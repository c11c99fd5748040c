import { preload } from 'react-dom';
import type { Locale } from '@/shared/i18n/locales';

const files: Record<Locale, string[]> = {
  en: ['fraunces', 'figtree'],
  ar: ['el-messiri', 'plex-arabic-400', 'figtree'],
};

/** Asks early for the fonts the first screen of this language is set in. */
export function FontPreloads({ locale }: { locale: Locale }) {
  for (const file of files[locale]) {
    preload(`/fonts/${file}.woff2`, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' });
  }
  return null;
}
