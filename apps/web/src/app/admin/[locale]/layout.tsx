import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { followSystemScript, themeCookie, toTheme } from '@/features/admin-session';
import { dirOf, isLocale } from '@/shared/i18n/locales';
import { FontPreloads } from '@/shared/ui/font-preloads';
import { Providers } from '@/shared/ui/providers';
import { Toaster } from '@/shared/ui/toaster';
import '@/app/globals.css';

// Every page carries the nonce of its own request, and the session decides what it holds.
export const dynamic = 'force-dynamic';

export const viewport: Viewport = {
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fffdfa' },
    { media: '(prefers-color-scheme: dark)', color: '#151113' },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.meta');
  return {
    title: { default: t('title'), template: `%s · ${t('title')}` },
    robots: { index: false, follow: false },
  };
}

export default async function AdminLayout({ children, params }: LayoutProps<'/admin/[locale]'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const [{ common, admin }, t, jar, incoming] = await Promise.all([
    getMessages(),
    getTranslations('common'),
    cookies(),
    headers(),
  ]);
  const theme = toTheme(jar.get(themeCookie)?.value);

  return (
    <html
      lang={locale}
      dir={dirOf(locale)}
      data-theme={theme === 'dark' ? 'dark' : 'light'}
      data-theme-choice={theme}
      // The script below may turn it dark before React arrives.
      suppressHydrationWarning
    >
      <body>
        <script
          nonce={incoming.get('x-nonce') ?? undefined}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: followSystemScript }}
        />
        <FontPreloads locale={locale} />
        <a
          href="#content"
          className="fixed start-4 top-4 z-[60] -translate-y-24 rounded-full bg-ink px-5 py-3 text-on-ink focus:translate-y-0 print:hidden"
        >
          {t('skip_to_content')}
        </a>
        <NextIntlClientProvider messages={{ common, admin }}>
          <Providers dir={dirOf(locale)}>{children}</Providers>
        </NextIntlClientProvider>
        <Toaster dir={dirOf(locale)} />
      </body>
    </html>
  );
}
