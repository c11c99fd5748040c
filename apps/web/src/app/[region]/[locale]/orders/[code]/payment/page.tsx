import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoAccess, PaymentPage } from '@/features/payment';
import {
  getOrder,
  getOrderPayment,
  listPaymentChannels,
  type Order,
  type PaymentChannel,
} from '@/shared/api/generated';
import { bearer, keptLink, unwrapOrNull } from '@/shared/api/server';

type Props = PageProps<'/[region]/[locale]/orders/[code]/payment'>;

/** The provider is asked for both; the page can also do that by itself, so it doesn't wait longer than that. */
const patience = 2_500;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.payment');
  return { title: t('meta_title'), robots: { index: false, follow: false } };
}

/** What comes in time, else undefined. */
async function inTime<T>(ask: (signal: AbortSignal) => Promise<{ data?: T }>): Promise<T | undefined> {
  return ask(AbortSignal.timeout(patience)).then(
    ({ data }) => data,
    () => undefined,
  );
}

type Access = Record<string, string>;

/** The order and what opens it: the link in the address, the one kept when its buyer left to pay, or their session. */
async function open(code: string, linkToken?: string): Promise<{ order: Order; headers: Access } | null> {
  const token = linkToken ?? (await keptLink(code));
  for (const headers of [token && { 'Order-Token': token }, await bearer('customer')]) {
    const order = headers ? await getOrder({ path: { code }, headers }).then(unwrapOrNull) : null;
    if (headers && order) return { order, headers };
  }
  return null;
}

export default async function Page({ params, searchParams }: Props) {
  const { region, code } = await params;
  const { t } = await searchParams;
  const linkToken = typeof t === 'string' && t !== '' ? t : undefined;
  const path = { code: decodeURIComponent(code) };
  const opened = await open(path.code, linkToken);
  const waits = opened?.order.status === 'pending_payment';
  const query = { amount_minor: opened?.order.totals.total.minor ?? 0 };
  const [payment, channels] = await Promise.all([
    opened && inTime((signal) => getOrderPayment({ path, headers: opened.headers, signal })),
    waits ? inTime((signal) => listPaymentChannels({ path: { region }, query, signal })) : undefined,
  ]);
  const offered: PaymentChannel[] | undefined = channels?.items;
  return (
    <div className="container-page py-12 md:py-20">
      {opened ? (
        <PaymentPage
          order={opened.order}
          payment={payment ?? null}
          channels={offered}
          linkToken={linkToken}
        />
      ) : (
        <NoAccess />
      )}
    </div>
  );
}
