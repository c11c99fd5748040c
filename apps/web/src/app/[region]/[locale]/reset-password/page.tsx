import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForgotPassword, ResetPassword } from '@/features/account';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('store.auth'))('forgot_title'), robots: { index: false } };
}

type Props = PageProps<'/[region]/[locale]/reset-password'>;

/** Asks for a link; behind the link, for the new password. */
export default async function Page({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <div className="container-page pt-12 md:pt-20">
      {typeof token === 'string' && token ? (
        <ResetPassword key={token} token={token} />
      ) : (
        <ForgotPassword key="forgot" />
      )}
    </div>
  );
}
