'use client';

import { Gift, Home, ShoppingBag, UserRound, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { AccountLink } from '@/features/account';
import { BagCount } from '@/features/cart';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { CountDot } from './header';

/** Within reach of the thumb, on phones only. */
export function BottomBar() {
  const t = useTranslations('store.nav');
  const { path } = useStore();
  const pathname = usePathname();
  const section = pathname.split('/')[3] ?? '';
  const items: { href: string; label: string; icon: LucideIcon; isHere: boolean; is?: 'bag' | 'account' }[] =
    [
      { href: path(), label: t('home'), icon: Home, isHere: section === '' },
      {
        href: path('/shop'),
        label: t('shop'),
        icon: Gift,
        isHere: ['shop', 'categories', 'products'].includes(section),
      },
      {
        href: path('/bag'),
        label: t('bag'),
        icon: ShoppingBag,
        isHere: ['bag', 'checkout'].includes(section),
        is: 'bag',
      },
      {
        href: path('/account'),
        label: t('account'),
        icon: UserRound,
        isHere: ['account', 'orders', 'sign-in', 'sign-up'].includes(section),
        is: 'account',
      },
    ];
  // In front of the till nothing should lead away by accident.
  if (section === 'checkout') return null;

  return (
    <nav
      aria-label={t('bottom')}
      className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-paper/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden"
    >
      <ul className="grid h-16 grid-cols-4">
        {items.map(({ href, label, icon: Icon, isHere, is }) => {
          const look = {
            'aria-current': isHere ? ('page' as const) : undefined,
            className: cn(
              'flex flex-col items-center justify-center gap-1 text-xs -outline-offset-4 transition-colors',
              isHere ? 'font-medium text-accent-deep' : 'text-ink-soft',
            ),
          };
          const content = (
            <>
              <span className="relative">
                <Icon aria-hidden strokeWidth={isHere ? 2 : 1.6} className="size-[1.375rem]" />
                {is === 'bag' && (
                  <BagCount>
                    {(count, text) =>
                      count > 0 ? (
                        <span className="absolute -end-3 -top-2 size-6">
                          <CountDot count={count} />
                          <span className="sr-only">{text}</span>
                        </span>
                      ) : null
                    }
                  </BagCount>
                )}
              </span>
              {label}
            </>
          );
          return (
            <li key={href} className="grid">
              {is === 'account' ? (
                <AccountLink {...look}>{content}</AccountLink>
              ) : (
                <Link href={href} {...look}>
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
