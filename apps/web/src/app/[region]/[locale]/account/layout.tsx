import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { AccountNav, VerifyBanner } from '@/features/account';
import { loadCustomer } from '@/features/account/server';

/** The way around the account; guests (who may look at their wishes) get the page alone. */
export default async function AccountLayout({ children }: LayoutProps<'/[region]/[locale]/account'>) {
  const [{ common, store }, account] = await Promise.all([getMessages(), loadCustomer()]);
  return (
    <NextIntlClientProvider messages={{ common, store }}>
      <div className="container-page pt-2 lg:pt-14">
        {account ? (
          <div className="grid grid-cols-1 items-start gap-x-14 gap-y-8 lg:grid-cols-[13rem_1fr]">
            <AccountNav />
            <div className="min-w-0 lg:max-w-4xl">
              {account.email && !account.email_verified && <VerifyBanner email={account.email} />}
              {children}
            </div>
          </div>
        ) : (
          <div className="pt-8">{children}</div>
        )}
      </div>
    </NextIntlClientProvider>
  );
}
