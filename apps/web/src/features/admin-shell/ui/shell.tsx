'use client';

import { Menu, Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { UnsavedGuard } from '@/features/admin-kit';
import { Reauthentication, useStaff, type Theme } from '@/features/admin-session';
import { Wordmark } from '@/shared/ui/brand';
import { IconButton } from '@/shared/ui/icon-button';
import { Sheet, SheetContent, SheetTrigger } from '@/shared/ui/sheet';
import { AccountMenu } from './account-menu';
import { CommandPalette } from './command-palette';
import { Nav } from './nav';

/** Around every page of the panel: a rail on wide screens, a bar with a drawer on narrow ones. */
export function Shell({ theme, children }: { theme: Theme; children: ReactNode }) {
  const t = useTranslations('admin.nav');
  const { locale, path } = useStaff();
  const [isSearching, setSearching] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const home = (
    <Link href={path()} aria-label={t('home')} className="rounded-sm">
      <Wordmark locale={locale} className="text-[1.375rem]" />
    </Link>
  );

  return (
    <UnsavedGuard>
      <Reauthentication>
        <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
          <div className="sticky top-0 z-30 hidden h-dvh flex-col border-e border-line bg-card p-4 lg:flex">
            <div className="px-2 pt-2 pb-6">{home}</div>
            <button
              type="button"
              onClick={() => setSearching(true)}
              className="mb-4 flex h-10 items-center gap-2.5 rounded-[10px] border border-line px-3 text-sm text-ink-faint transition-colors hover:border-line-strong hover:text-ink"
            >
              <Search aria-hidden className="size-4" />
              <span className="flex-1 text-start">{t('search')}</span>
              <kbd dir="ltr" className="font-sans text-xs">
                Ctrl K
              </kbd>
            </button>
            <Nav />
            <div className="mt-auto pt-4">
              <AccountMenu theme={theme} />
            </div>
          </div>

          <div className="min-w-0">
            <header className="sticky top-0 z-30 flex h-14 items-center justify-between gap-2 border-b border-line bg-paper/95 px-2 backdrop-blur-md lg:hidden">
              <div className="flex items-center gap-1">
                <Sheet open={isMenuOpen} onOpenChange={setMenuOpen}>
                  <SheetTrigger asChild>
                    <IconButton label={t('menu')}>
                      <Menu aria-hidden strokeWidth={1.75} className="size-5" />
                    </IconButton>
                  </SheetTrigger>
                  <SheetContent title={t('menu')}>
                    <Nav onFollow={() => setMenuOpen(false)} />
                  </SheetContent>
                </Sheet>
                {home}
              </div>
              <div className="flex items-center">
                <IconButton label={t('search')} onClick={() => setSearching(true)}>
                  <Search aria-hidden strokeWidth={1.75} className="size-5" />
                </IconButton>
                <AccountMenu theme={theme} compact />
              </div>
            </header>
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto w-full max-w-[80rem] px-4 pt-5 pb-8 outline-none md:px-6 lg:px-8 lg:pt-8"
            >
              {children}
            </main>
          </div>
          <CommandPalette isOpen={isSearching} onOpenChange={setSearching} />
        </div>
      </Reauthentication>
    </UnsavedGuard>
  );
}
