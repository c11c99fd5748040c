'use client';

import { CircleAlert, ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useBag } from '@/features/cart';
import type { Account, Address, Store } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { useCart } from '@/features/cart';
import { CheckoutForm } from './checkout-form';
import { CheckoutSkeleton } from './checkout-skeleton';

type CheckoutPageProps = { store: Store; account: Account | null; addresses: Address[] };

/** The till; without anything in the bag it only says so. */
export function CheckoutPage({ store, account, addresses }: CheckoutPageProps) {
  const t = useTranslations('store.checkout');
  const tBag = useTranslations('store.bag');
  const tCommon = useTranslations('common');
  const { path } = useStore();
  const { hasCart } = useBag();
  const { data: cart, isPending, isError, refetch } = useCart();

  if (isError) {
    return (
      <EmptyState
        icon={CircleAlert}
        as="h1"
        title={tBag('error_title')}
        text={tCommon('error.text')}
        action={<Button onClick={() => refetch()}>{tCommon('retry')}</Button>}
      />
    );
  }
  if (hasCart && isPending) return <CheckoutSkeleton />;
  if (!cart?.lines.length) {
    return (
      <EmptyState
        icon={ShoppingBag}
        as="h1"
        title={t('title')}
        text={t('empty')}
        action={
          <Button asChild>
            <Link href={path('/shop')}>{tBag('empty_action')}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <>
      <h1 className="mb-8 display text-display-2 md:mb-12">{t('title')}</h1>
      {/* Whoever signs in on the way gets the form with their own details. */}
      <CheckoutForm key={account?.id} store={store} cart={cart} account={account} addresses={addresses} />
    </>
  );
}
