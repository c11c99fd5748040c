import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { customerBearer, loadCustomer } from '@/features/account/server';
import { CheckoutPage } from '@/features/checkout';
import { listMyAddresses } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';
import { loadStore } from '@/shared/store/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.checkout'))('title'), robots: { index: false } };
}

export default async function Page({ params }: PageProps<'/[region]/[locale]/checkout'>) {
  const { region } = await params;
  const [store, account] = await Promise.all([loadStore(region), loadCustomer()]);
  if (!store) notFound();
  const book = account && unwrap(await listMyAddresses({ headers: await customerBearer() }));
  const addresses = (book?.items ?? []).filter((address) => address.region === region);
  return (
    <div className="container-page pt-10 md:pt-14">
      <CheckoutPage store={store} account={account} addresses={addresses} />
    </div>
  );
}
