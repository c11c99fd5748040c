import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';

/** An order's pages, with the words of paying. */
export default async function OrderLayout({ children }: LayoutProps<'/[region]/[locale]/orders/[code]'>) {
  const { common, store } = await getMessages();
  const words = Object.fromEntries(
    Object.entries(store).filter(([part]) => part !== 'account' && part !== 'addresses'),
  );
  return <NextIntlClientProvider messages={{ common, store: words }}>{children}</NextIntlClientProvider>;
}
