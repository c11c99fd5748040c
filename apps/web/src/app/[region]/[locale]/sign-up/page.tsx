import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { AuthPage } from '@/features/account';
import { loadAuthOptions, loadCustomer } from '@/features/account/server';
import { isLocale } from '@/shared/i18n/locales';
import { nextInStore } from '@/shared/store/next';
import { storePath } from '@/shared/store/paths';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.auth'))('sign_up'), robots: { index: false } };
}

type Props = PageProps<'/[region]/[locale]/sign-up'>;

export default async function Page({ params, searchParams }: Props) {
  const { region, locale } = await params;
  const { next, problem } = await searchParams;
  const home = storePath(region, isLocale(locale) ? locale : 'en', '/account');
  const to = nextInStore(typeof next === 'string' ? next : null, home);
  const [account, options] = await Promise.all([loadCustomer(), loadAuthOptions()]);
  if (account) redirect(to);
  return (
    <div className="container-page pt-12 md:pt-20">
      <AuthPage
        view="sign_up"
        options={options}
        next={to}
        problem={typeof problem === 'string' ? problem : undefined}
      />
    </div>
  );
}
