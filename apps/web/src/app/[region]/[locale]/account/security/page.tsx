import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Security } from '@/features/account';
import { loadAuthOptions, requireCustomer } from '@/features/account/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.account'))('security'), robots: { index: false } };
}

type Props = PageProps<'/[region]/[locale]/account/security'>;

export default async function Page({ params, searchParams }: Props) {
  const { region, locale } = await params;
  const { confirmed } = await searchParams;
  const [account, options] = await Promise.all([requireCustomer(region, locale), loadAuthOptions()]);
  return (
    <Security
      account={account}
      options={options}
      confirmed={typeof confirmed === 'string' ? confirmed : undefined}
    />
  );
}
