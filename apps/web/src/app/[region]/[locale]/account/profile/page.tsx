import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Profile } from '@/features/account';
import { loadAuthOptions, requireCustomer } from '@/features/account/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.account'))('profile'), robots: { index: false } };
}

export default async function Page({ params }: PageProps<'/[region]/[locale]/account/profile'>) {
  const { region, locale } = await params;
  const [account, options] = await Promise.all([requireCustomer(region, locale), loadAuthOptions()]);
  return <Profile account={account} canVerifyPhone={options.phone} />;
}
