import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MyOrders, SignIn } from '@/features/account';
import { getMe, listMyOrders } from '@/shared/api/generated';
import { bearer, unwrap } from '@/shared/api/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.account'))('title'), robots: { index: false } };
}

/** The signed-in customer with their orders, or null when nobody is (any more). */
async function loadAccount() {
  const headers = await bearer('customer');
  if (!headers) return null;
  const [me, orders] = await Promise.all([getMe({ headers }), listMyOrders({ headers })]);
  if (me.response?.status === 401 || orders.response?.status === 401) return null;
  return { account: unwrap(me), first: unwrap(orders) };
}

export default async function Page() {
  const mine = await loadAccount();
  return <div className="container-page pt-12 md:pt-20">{mine ? <MyOrders {...mine} /> : <SignIn />}</div>;
}
