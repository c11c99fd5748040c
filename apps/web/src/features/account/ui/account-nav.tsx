'use client';

import { Heart, LogOut, MapPin, Package, ShieldCheck, UserRound, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { leave } from '../api/session';

const pages: { key: string; at: string; icon: LucideIcon }[] = [
  { key: 'orders', at: '', icon: Package },
  { key: 'addresses', at: '/addresses', icon: MapPin },
  { key: 'wishlist', at: '/wishlist', icon: Heart },
  { key: 'profile', at: '/profile', icon: UserRound },
  { key: 'security', at: '/security', icon: ShieldCheck },
];

/**
 * The parts of the account: beside the page on wide screens; on phones a strip under the header, as the shop's own
 * bar is at the bottom.
 */
export function AccountNav() {
  const t = useTranslations('store.account');
  const { path } = useStore();
  const pathname = usePathname();
  const [isLeaving, setLeaving] = useState(false);
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [pathname]);

  const item =
    'flex h-11 items-center gap-3 rounded-full px-4 text-[0.9375rem] whitespace-nowrap text-ink-soft transition-colors hover:bg-cream hover:text-ink aria-[current=page]:bg-cream aria-[current=page]:font-medium aria-[current=page]:text-ink';
  return (
    <nav
      aria-label={t('title')}
      className="sticky top-16 z-20 -mx-5 scrollbar-none overflow-x-auto border-b border-line bg-paper/95 px-3 py-2 backdrop-blur-md md:top-20 md:-mx-10 md:px-8 lg:top-28 lg:mx-0 lg:self-start lg:overflow-visible lg:border-0 lg:bg-transparent lg:p-0"
    >
      <ul className="flex w-max gap-1 lg:w-auto lg:flex-col">
        {pages.map(({ key, at, icon: Icon }) => {
          const href = path(`/account${at}`);
          const isHere = pathname === href;
          return (
            <li key={key}>
              <Link
                ref={isHere ? here : undefined}
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={item}
              >
                <Icon aria-hidden strokeWidth={1.6} className="size-[1.125rem] shrink-0" />
                {t(key)}
              </Link>
            </li>
          );
        })}
        <li className="lg:mt-4 lg:border-t lg:border-line lg:pt-4">
          <button
            type="button"
            aria-disabled={isLeaving || undefined}
            onClick={() => {
              setLeaving(true);
              void leave(path());
            }}
            className={cn(item, 'w-full', isLeaving && 'opacity-45')}
          >
            <LogOut aria-hidden strokeWidth={1.6} className="size-[1.125rem] shrink-0 rtl:rotate-180" />
            {t('sign_out')}
          </button>
        </li>
      </ul>
    </nav>
  );
}
