import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MyOrders } from '@/features/account';
import { customerBearer, requireCustomer } from '@/features/account/server';
import { listMyOrders } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.account'))('title'), robots: { index: false } };
}

export default async function Page({ params }: PageProps<'/[region]/[locale]/account'>) {
  const { region, locale } = await params;
  const account = await requireCustomer(region, locale);
  const first = unwrap(await listMyOrders({ headers: await customerBearer() }));
  return <MyOrders account={account} first={first} />;
}
