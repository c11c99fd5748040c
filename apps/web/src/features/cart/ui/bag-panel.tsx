'use client';

import { ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Sheet, SheetContent } from '@/shared/ui/sheet';
import { useCart } from '../api/use-cart';
import { useBag, useBagActions } from '../model/bag';
import { FreeDelivery } from './free-delivery';
import { Line } from './line';
import { LinesSkeleton } from './lines-skeleton';

/** The bag beside the page one is on. */
export function BagPanel() {
  const t = useTranslations('store.bag');
  const { path, money } = useStore();
  const { isOpen, hasCart } = useBag();
  const { setOpen } = useBagActions();
  const { data: cart, isPending } = useCart();
  const close = () => setOpen(false);
  const isEmpty = !cart?.lines.length;

  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetContent
        title={t('title')}
        description={t('count', { count: cart?.item_count ?? 0 })}
        footer={
          cart &&
          !isEmpty && (
            <div className="grid gap-4">
              <div className="flex items-baseline justify-between">
                <span className="text-ink-soft">{t('subtotal')}</span>
                <bdi className="text-lg font-semibold tabular">{money(cart.totals.subtotal, true)}</bdi>
              </div>
              <div className="grid grid-cols-2 gap-3">
                <Button asChild variant="outline">
                  <Link href={path('/bag')} onClick={close}>
                    {t('view_bag')}
                  </Link>
                </Button>
                <Button asChild>
                  <Link href={path('/checkout')} onClick={close}>
                    {t('checkout')}
                  </Link>
                </Button>
              </div>
            </div>
          )
        }
      >
        {hasCart && isPending ? (
          <LinesSkeleton />
        ) : isEmpty || !cart ? (
          <EmptyState
            icon={ShoppingBag}
            title={t('empty_title')}
            text={t('empty_text')}
            action={
              <Button asChild>
                <Link href={path('/shop')} onClick={close}>
                  {t('empty_action')}
                </Link>
              </Button>
            }
          />
        ) : (
          <>
            <FreeDelivery totals={cart.totals} />
            <ul className="mt-5 divide-y divide-line">
              {cart.lines.map((line) => (
                <Line key={line.id} line={line} onNavigate={close} />
              ))}
            </ul>
          </>
        )}
      </SheetContent>
    </Sheet>
  );
}
