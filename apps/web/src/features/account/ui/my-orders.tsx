'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight, CircleAlert, Gift } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OrderStatusBadge } from '@/features/orders';
import { listMyOrders, type Account, type OrderSummaryPage } from '@/shared/api/generated';
import { firstName } from '@/shared/lib/account-name';
import { useStore } from '@/shared/store/context';
import { orderPath } from '@/shared/store/paths';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { LoadMore } from '@/shared/ui/pagination';
import { mine } from '../model/keys';
import { AccountHeading } from './panel';

/** Who is signed in, and what they ordered, newest first. */
export function MyOrders({ account, first }: { account: Account; first: OrderSummaryPage }) {
  const t = useTranslations('store.account');
  const tCommon = useTranslations('common');
  const tBag = useTranslations('store.bag');
  const { path, text, money, date } = useStore();
  const list = useInfiniteQuery({
    queryKey: mine('orders'),
    queryFn: async ({ pageParam, signal }) =>
      (await listMyOrders({ query: { cursor: pageParam ?? undefined }, signal, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: { pages: [first], pageParams: [null] },
  });
  const name = firstName(account);
  const orders = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? 0;

  return (
    <div>
      <AccountHeading
        title={name ? t('hello', { name }) : t('title')}
        text={<bdi>{account.email ?? account.phone}</bdi>}
      />
      <h2 className="mb-4 display text-display-4">{t('orders')}</h2>
      {list.isError && orders.length === 0 ? (
        <EmptyState
          icon={CircleAlert}
          title={t('orders_error')}
          action={<Button onClick={() => list.refetch()}>{tCommon('retry')}</Button>}
        />
      ) : orders.length === 0 ? (
        <EmptyState
          icon={Gift}
          title={t('orders_empty_title')}
          text={t('orders_empty_text')}
          action={
            <Button asChild>
              <Link href={path('/shop')}>{tBag('empty_action')}</Link>
            </Button>
          }
        />
      ) : (
        <>
          <ul className="grid gap-3">
            {orders.map((order) => (
              <li key={order.id}>
                <Link
                  href={path(orderPath(order.code))}
                  className="flex items-center gap-4 rounded-card border border-line bg-card p-4 transition-colors hover:border-line-strong"
                >
                  <span className="block aspect-4/5 w-16 shrink-0 overflow-hidden rounded-[10px] bg-cream">
                    {order.first_picture_url && (
                      <img
                        src={order.first_picture_url}
                        alt=""
                        width={64}
                        height={80}
                        loading="lazy"
                        className="size-full object-cover"
                      />
                    )}
                  </span>
                  <span className="grid min-w-0 flex-1 gap-1">
                    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <span className="truncate font-medium">{text(order.title)}</span>
                      <OrderStatusBadge status={order.status} />
                    </span>
                    <span className="text-sm text-ink-soft">
                      <bdi>{order.code}</bdi> · {t('items', { count: order.item_count })} ·{' '}
                      {t('arrives', { date: date(order.delivery_date, { day: 'numeric', month: 'long' }) })}
                    </span>
                  </span>
                  <bdi className="hidden font-medium tabular sm:block">{money(order.total, true)}</bdi>
                  <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:rotate-180" />
                </Link>
              </li>
            ))}
          </ul>
          <div className="mt-10">
            <LoadMore
              shown={orders.length}
              total={total}
              hasMore={list.hasNextPage}
              isLoading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
              labels={{
                more: t('load_more'),
                progress: t('progress', { shown: String(orders.length), total: String(total) }),
              }}
            />
          </div>
        </>
      )}
    </div>
  );
}
