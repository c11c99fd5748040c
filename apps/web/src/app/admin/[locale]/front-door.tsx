import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { adminPath } from '@/features/admin-session';
import type { Locale } from '@/shared/i18n/locales';
import { Wordmark } from '@/shared/ui/brand';

type FrontDoorProps = {
  locale: Locale;
  /** The page's path in the panel, with its query: the other language keeps both. */
  here: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
};

/** Around the pages before the panel: signing in, accepting an invitation, setting up the second step. */
export async function FrontDoor({ locale, here, title, lead, children }: FrontDoorProps) {
  const t = await getTranslations('common');
  const other = locale === 'en' ? 'ar' : 'en';
  return (
    <main id="content" className="grid min-h-dvh bg-cream lg:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
      <div aria-hidden className="relative hidden overflow-hidden bg-blush lg:block">
        <Bow />
      </div>
      <div className="flex flex-col bg-paper px-6 py-8 sm:px-14">
        <div className="flex items-center justify-between">
          <Wordmark locale={locale} />
          <a
            href={adminPath(other, here)}
            lang={other}
            hrefLang={other}
            className="rounded-sm py-2 text-sm text-ink-soft transition-colors hover:text-accent-deep"
          >
            {t(other === 'ar' ? 'arabic' : 'english')}
          </a>
        </div>
        <div className="m-auto w-full max-w-sm py-12">
          <h1 className="display text-display-2">{title}</h1>
          {lead && <p className="mt-2 text-ink-soft">{lead}</p>}
          <div className="mt-8">{children}</div>
        </div>
      </div>
    </main>
  );
}

/** The ribbon of the brand, large and cropped like wrapping seen from close by. */
function Bow() {
  return (
    <svg
      viewBox="0 0 600 900"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      className="absolute inset-0 size-full text-accent"
    >
      <path d="M268 0h64v900h-64z" fill="currentColor" opacity=".16" />
      <path d="M0 418h600v64H0z" fill="currentColor" opacity=".16" />
      <path d="M300 450C236 322 76 242 28 306s48 192 272 144Z" fill="currentColor" opacity=".3" />
      <path d="M300 450c64-128 224-208 272-144s-48 192-272 144Z" fill="currentColor" opacity=".3" />
      <path
        d="M300 450c-30 112-110 206-208 270l84 6 30 78c72-92 116-214 94-354Z"
        fill="currentColor"
        opacity=".24"
      />
      <path
        d="M300 450c30 112 110 206 208 270l-84 6-30 78c-72-92-116-214-94-354Z"
        fill="currentColor"
        opacity=".24"
      />
      <rect x="262" y="412" width="76" height="76" rx="22" fill="currentColor" opacity=".55" />
      <g stroke="#c7a76c" strokeWidth="1.5">
        <path d="M268 0v900M332 0v900M0 418h600M0 482h600" />
      </g>
    </svg>
  );
}
