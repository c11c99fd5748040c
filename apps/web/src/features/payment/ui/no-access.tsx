'use client';

import { LockKeyhole } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useStore } from '@/shared/store/context';
import { signInPath } from '@/shared/store/next';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

/** For whoever the provider sent back to another browser than the one that ordered: nothing is lost by it. */
export function NoAccess() {
  const t = useTranslations('store.payment');
  const tCheckout = useTranslations('store.checkout');
  const { path } = useStore();
  const pathname = usePathname();
  return (
    <EmptyState
      icon={LockKeyhole}
      as="h1"
      title={t('no_access_title')}
      text={t('no_access_text')}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Button asChild>
            <Link href={path(signInPath(pathname))}>{tCheckout('sign_in')}</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={path('/shop')}>{t('shop')}</Link>
          </Button>
        </div>
      }
    />
  );
}
