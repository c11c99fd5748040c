import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { BagDrawer } from '@/features/cart';
import { AnnouncementBar, BottomBar, Footer, Header } from '@/features/shell';
import { cartCookie, sessionCookies } from '@/shared/bff/cookies';
import { dirOf, isLocale, pick } from '@/shared/i18n/locales';
import { StoreInfoProvider } from '@/shared/store/context';
import { storeInfo } from '@/shared/store/info';
import { VisitorProvider } from '@/shared/store/visitor';
import { loadCategories, loadRegions, loadStore } from '@/shared/store/server';
import { FontPreloads } from '@/shared/ui/font-preloads';
import { Providers } from '@/shared/ui/providers';
import { Toaster } from '@/shared/ui/toaster';
import '@/app/globals.css';
import { ClientState } from './client-state';

// Every page carries the nonce of its own request.
export const dynamic = 'force-dynamic';

export const viewport: Viewport = { themeColor: '#fffdfa', viewportFit: 'cover' };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.meta');
  return { title: { default: t('title'), template: `%s · ${(await getTranslations('common'))('brand')}` } };
}

export default async function StoreLayout({ children, params }: LayoutProps<'/[region]/[locale]'>) {
  const { region, locale } = await params;
  const store = isLocale(locale) ? await loadStore(region) : null;
  if (!isLocale(locale) || !store) notFound();

  const [{ common, store: words }, regions, categories, t, jar] = await Promise.all([
    getMessages(),
    loadRegions(),
    loadCategories(region),
    getTranslations('common'),
    cookies(),
  ]);
  // The words of the account and of paying are sent with their pages only.
  const storeMessages = Object.fromEntries(
    Object.entries(words).filter(([part]) => !['account', 'addresses', 'payment'].includes(part)),
  );
  const info = storeInfo(store, locale);
  const { access, refresh } = sessionCookies.customer;
  const isSignedIn = jar.has(access) || jar.has(refresh);
  const links = categories.map(({ id, slug, name }) => ({ id, slug, name }));

  return (
    <html lang={locale} dir={dirOf(locale)}>
      <body className="flex flex-col pb-[calc(4rem+env(safe-area-inset-bottom))] md:pb-0">
        <FontPreloads locale={locale} />
        <a
          href="#content"
          className="fixed start-4 top-4 z-[60] -translate-y-24 rounded-full bg-ink px-5 py-3 text-on-ink focus:translate-y-0"
        >
          {t('skip_to_content')}
        </a>
        <NextIntlClientProvider messages={{ common, store: storeMessages }}>
          <Providers dir={dirOf(locale)}>
            <ClientState hasCart={jar.has(cartCookie(region))}>
              <VisitorProvider isSignedIn={isSignedIn}>
                <StoreInfoProvider store={info}>
                  <AnnouncementBar store={store} info={info} />
                  <Header
                    regions={regions.map((r) => ({
                      slug: r.slug,
                      name: pick(r.name, locale),
                      currency: r.currency,
                    }))}
                    categories={links}
                  />
                  <main id="content" tabIndex={-1} className="flex-1 outline-none">
                    {children}
                  </main>
                  <Footer store={store} info={info} categories={links} />
                  <BottomBar />
                  <BagDrawer />
                </StoreInfoProvider>
              </VisitorProvider>
            </ClientState>
          </Providers>
        </NextIntlClientProvider>
        <Toaster dir={dirOf(locale)} />
      </body>
    </html>
  );
}
