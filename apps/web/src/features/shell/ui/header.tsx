'use client';

import { Search, ShoppingBag, UserRound } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AccountLink } from '@/features/account';
import { BagCount, useBagActions } from '@/features/cart';
import type { CategoryRef } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { categoryPath } from '@/shared/store/paths';
import { Wordmark } from '@/shared/ui/brand';
import { IconButton } from '@/shared/ui/icon-button';
import { RegionPicker } from './region-picker';
import type { RegionChoice } from './region-sheet';

type HeaderProps = { regions: RegionChoice[]; categories: (CategoryRef & { id: string })[] };

export function Header({ regions, categories }: HeaderProps) {
  const t = useTranslations('store.nav');
  const { path, text, locale } = useStore();
  const pathname = usePathname();
  const { setOpen } = useBagActions();
  const links = [
    { href: path('/shop'), label: t('shop') },
    ...categories.slice(0, 4).map((c) => ({ href: path(categoryPath(c.slug, locale)), label: text(c.name) })),
  ];

  return (
    <header className="sticky top-0 z-40 border-b border-line/70 bg-paper/92 backdrop-blur-md">
      <div className="container-page grid h-16 grid-cols-[1fr_auto_1fr] items-center gap-4 md:h-20">
        <nav aria-label={t('label')} className="hidden items-center gap-5 lg:flex">
          {links.map(({ href, label }, index) => (
            <Link
              key={href}
              href={href}
              aria-current={decodeURI(pathname) === decodeURI(href) ? 'page' : undefined}
              className={cn(
                'rounded-sm py-2 text-sm whitespace-nowrap text-ink-soft decoration-gold underline-offset-8 transition-colors hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline',
                index > 0 && 'hidden xl:block',
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="-ms-2.5 lg:hidden">
          <RegionPicker regions={regions} compact />
        </div>
        <Link href={path()} aria-label={locale === 'ar' ? 'أمونيس' : 'Amoonis'} className="rounded-sm">
          <Wordmark locale={locale} />
        </Link>
        <div className="-me-2.5 flex items-center justify-end gap-0.5">
          <div className="me-2 hidden lg:block">
            <RegionPicker regions={regions} />
          </div>
          <IconButton asChild label={t('search')}>
            <Link href={path('/shop?search')}>
              <Search aria-hidden strokeWidth={1.6} className="size-5" />
            </Link>
          </IconButton>
          <IconButton asChild label={t('account')} className="hidden md:grid">
            <AccountLink>
              <UserRound aria-hidden strokeWidth={1.6} className="size-5" />
            </AccountLink>
          </IconButton>
          <BagCount>
            {(count, label) => (
              <button
                type="button"
                aria-label={label}
                onClick={() => setOpen(true)}
                className={cn(
                  'relative hidden size-11 place-items-center rounded-full transition-colors hover:bg-cream md:grid',
                )}
              >
                <ShoppingBag aria-hidden strokeWidth={1.6} className="size-5" />
                {count > 0 && <CountDot count={count} />}
              </button>
            )}
          </BagCount>
        </div>
      </div>
    </header>
  );
}

export function CountDot({ count }: { count: number }) {
  return (
    <span
      aria-hidden
      className="absolute end-0.5 top-0.5 grid h-[1.125rem] min-w-[1.125rem] animate-pop place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent tabular"
    >
      {count}
    </span>
  );
}
