import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { customerBearer, requireCustomer } from '@/features/account/server';
import { AddressBook } from '@/features/address-book';
import { listMyAddresses } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';
import { isLocale, pick } from '@/shared/i18n/locales';
import { loadRegions } from '@/shared/store/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.account'))('addresses'), robots: { index: false } };
}

export default async function Page({ params }: PageProps<'/[region]/[locale]/account/addresses'>) {
  const { region, locale } = await params;
  const account = await requireCustomer(region, locale);
  const [addresses, regions] = await Promise.all([
    listMyAddresses({ headers: await customerBearer() }).then(unwrap),
    loadRegions(),
  ]);
  const named = regions.map(({ slug, country, name }) => ({
    slug,
    country,
    name: pick(name, isLocale(locale) ? locale : 'en'),
  }));
  return <AddressBook account={account} first={addresses.items} regions={named} />;
}
