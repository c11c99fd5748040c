import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';

export type Language = 'en' | 'ar';

export type Say = (key: string, values?: Record<string, string | number>) => string;

const folder = path.resolve(import.meta.dirname, '../../src/shared/i18n/messages');

function read(language: Language, file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(folder, language, `${file}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
}

/** The app's own words in a language: journeys look for what is really written there. */
export function words(language: Language): Say {
  const messages = {
    common: read(language, 'common'),
    store: read(language, 'store'),
    admin: { ...read(language, 'admin'), ...read(language, 'admin-people') },
  };
  const translate = createTranslator({
    locale: language,
    messages,
    onError: (error) => {
      throw error;
    },
  }) as unknown as Say;
  return (key, values) => translate(key, values);
}
