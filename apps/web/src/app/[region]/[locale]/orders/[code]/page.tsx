import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { OrderPage } from '@/features/orders';
import { getOrder } from '@/shared/api/generated';
import { bearer, keptLink, unwrapOrNull } from '@/shared/api/server';
import { isLocale } from '@/shared/i18n/locales';
import { orderPath, storePath } from '@/shared/store/paths';
import { loadStore } from '@/shared/store/server';

type Props = PageProps<'/[region]/[locale]/orders/[code]'>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.order');
  return { title: t('meta_title'), robots: { index: false, follow: false } };
}

export default async function Page({ params, searchParams }: Props) {
  const { region, locale, code } = await params;
  const { t } = await searchParams;
  const linkToken = typeof t === 'string' && t !== '' ? t : undefined;
  const own = await bearer('customer');
  const path = { code: decodeURIComponent(code) };
  const headers = { ...(linkToken && { 'Order-Token': linkToken }), ...own };
  // With a link in hand: is it in the account already?
  const [store, order, isClaimable] = await Promise.all([
    loadStore(region),
    linkToken || own ? getOrder({ path, headers }).then(unwrapOrNull) : null,
    linkToken && own ? getOrder({ path, headers: own }).then((a) => a.response?.status === 404) : false,
  ]);
  // Whoever has just paid gets the link back that the way to the provider and home took off.
  const kept = order || linkToken ? undefined : await keptLink(path.code);
  if (kept && isLocale(locale)) redirect(storePath(region, locale, orderPath(path.code, kept)));
  if (!store || !order) notFound();
  return (
    <div className="container-page pt-12 md:pt-20">
      <OrderPage
        order={order}
        linkToken={linkToken}
        isClaimable={isClaimable}
        addressFields={store.address_fields}
      />
    </div>
  );
}
