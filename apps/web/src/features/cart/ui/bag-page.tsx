'use client';

import { CircleAlert, ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { useCart } from '../api/use-cart';
import { useBag } from '../model/bag';
import { FreeDelivery } from './free-delivery';
import { Line } from './line';
import { LinesSkeleton } from './lines-skeleton';
import { PromoForm } from './promo-form';
import { Totals } from './summary';

export function BagPage() {
  const t = useTranslations('store.bag');
  const tCommon = useTranslations('common');
  const { path, text } = useStore();
  const { hasCart } = useBag();
  const { data: cart, isPending, isError, refetch } = useCart();

  if (isError) {
    return (
      <EmptyState
        icon={CircleAlert}
        as="h1"
        title={t('error_title')}
        text={tCommon('error.text')}
        action={<Button onClick={() => refetch()}>{tCommon('retry')}</Button>}
      />
    );
  }
  if (!(hasCart && isPending) && !cart?.lines.length) {
    return (
      <EmptyState
        icon={ShoppingBag}
        as="h1"
        title={t('empty_title')}
        text={t('empty_text')}
        action={
          <Button asChild size="lg">
            <Link href={path('/shop')}>{t('empty_action')}</Link>
          </Button>
        }
      />
    );
  }
  return (
    <>
      <h1 className="display text-display-2">{t('title')}</h1>
      <p className="mt-1 text-ink-soft" aria-live="polite">
        {cart ? t('count', { count: cart.item_count }) : tCommon('loading')}
      </p>
      <div className="mt-8 grid items-start gap-10 lg:grid-cols-[1fr_24rem] lg:gap-16">
        {cart ? (
          <div className="min-w-0">
            {cart.problems.length > 0 && (
              <Alert tone="warn" className="mb-6">
                {cart.problems.map((problem) => (
                  <p key={problem.code + (problem.path ?? '')}>{text(problem.message)}</p>
                ))}
              </Alert>
            )}
            <ul className="divide-y divide-line">
              {cart.lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          </div>
        ) : (
          <LinesSkeleton />
        )}
        {cart && (
          <section
            aria-labelledby="summary"
            className="rounded-card border border-line bg-card p-6 shadow-soft lg:sticky lg:top-28"
          >
            <h2 id="summary" className="mb-5 display text-display-4">
              {t('summary')}
            </h2>
            <div className="grid gap-6">
              <FreeDelivery totals={cart.totals} />
              <PromoForm cart={cart} />
              <Totals
                totals={cart.totals}
                promoCode={cart.promo?.status === 'applied' ? cart.promo.code : null}
              />
              <Button asChild size="lg">
                <Link href={path('/checkout')}>{t('checkout')}</Link>
              </Button>
              <Button asChild variant="link" size="bare" className="mx-auto">
                <Link href={path('/shop')}>{t('continue')}</Link>
              </Button>
            </div>
          </section>
        )}
      </div>
    </>
  );
}
