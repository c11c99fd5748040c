'use client';

import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { pick, type Locale, type Localized } from '@/shared/i18n/locales';
import { formatDate, formatInstant } from '@/shared/lib/dates';
import { formatMoney, type Money } from '@/shared/lib/money';
import { storePath } from './paths';

/** What client parts need to know about the store they stand in. */
export type StoreInfo = {
  region: string;
  country: string;
  currency: string;
  timeZone: string;
  locale: Locale;
};

const Context = createContext<StoreInfo | null>(null);

export function StoreInfoProvider({ store, children }: { store: StoreInfo; children: ReactNode }) {
  return <Context value={store}>{children}</Context>;
}

/** The store, with everything formatted its way. */
export function useStore() {
  const store = useContext(Context);
  if (!store) throw new Error('useStore outside a store page');
  return useMemo(() => {
    const { region, country, timeZone, locale } = store;
    return {
      ...store,
      path: (path = '') => storePath(region, locale, path),
      text: (text: Localized) => pick(text, locale),
      money: (money: Money, exact = false) => formatMoney(money, locale, country, exact),
      date: (date: string, options?: Intl.DateTimeFormatOptions) =>
        formatDate(date, locale, country, options),
      instant: (instant: string, options?: Intl.DateTimeFormatOptions) =>
        formatInstant(instant, locale, country, timeZone, options),
    };
  }, [store]);
}
