'use client';

import { Link2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { toast } from '@/shared/ui/toast';
import { Totals } from '@/features/cart';
import { PaymentNotice } from '@/features/payment';
import type { AddressField, Order, OrderStatus } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { useOrder } from '../api/use-order';
import { ClaimOrder } from './claim-order';
import { OrderItems } from './order-items';
import { PaymentEvents } from './payment-events';
import { OrderStatusBadge } from './order-status';
import { OrderTimeline } from './order-timeline';

type OrderPageProps = {
  order: Order;
  linkToken: string | undefined;
  /** Seen by its link, by someone whose account doesn't have it yet. */
  isClaimable: boolean;
  addressFields: AddressField[];
};

/** An order as its buyer follows it; keeps itself up to date. */
export function OrderPage({ order: first, linkToken, isClaimable, addressFields }: OrderPageProps) {
  const t = useTranslations('store.order');
  const tCommon = useTranslations('common');
  const { path, date, text } = useStore();
  const { data: order } = useOrder(first, linkToken);
  const { contact, recipient } = order;
  // Labels of today's form; a field it no longer has keeps its own name.
  const labels = new Map(addressFields.map((f) => [f.key, text(f.label)]));
  const heading = headingOf(order.status);
  const address = Object.entries(order.address).filter(([, value]) => value);

  async function copy() {
    await navigator.clipboard.writeText(window.location.href);
    toast.success(t('copied'));
  }

  return (
    <>
      <header className="mx-auto mb-12 max-w-2xl text-center md:mb-16">
        <p className="flex items-center justify-center gap-3 eyebrow text-gold-deep">
          <span>
            {t('number')} <bdi>{order.code}</bdi>
          </span>
        </p>
        <h1 className="mt-4 display text-display-2">
          {t(heading, { name: contact.name.split(' ')[0] ?? '' })}
        </h1>
        <p className="mt-3 text-ink-soft">{t(`${heading}_text`)}</p>
        {linkToken && (
          <div className="mt-6 flex flex-wrap justify-center gap-3">
            <Button variant="outline" size="sm" onClick={copy}>
              <Link2 aria-hidden className="size-4" />
              {t('copy')}
            </Button>
            {isClaimable && <ClaimOrder code={order.code} token={linkToken} />}
          </div>
        )}
      </header>

      {mayConcernPayment(order) && <PaymentNotice order={order} linkToken={linkToken} />}

      <div className="grid items-start gap-8 lg:grid-cols-[1fr_25rem] lg:gap-12">
        <div className="grid min-w-0 gap-8">
          <Card id="progress" title={t('status')} aside={<OrderStatusBadge status={order.status} />}>
            <div aria-live="polite">
              <OrderTimeline order={order} />
            </div>
          </Card>
          <Card id="items" title={t('items')}>
            <OrderItems lines={order.lines} />
          </Card>
        </div>
        <div className="grid gap-8">
          <Card id="total" title={t('payment')} aside={tCommon(`payment_status.${order.payment_status}`)}>
            <p className="mb-5 text-[0.9375rem] text-ink-soft">
              {tCommon(`payment_method.${order.payment_method}`)}
            </p>
            <Totals totals={order.totals} promoCode={order.promo_code} />
            <PaymentEvents timeline={order.timeline} />
          </Card>
          <Card id="delivery" title={t('delivery')}>
            <dl className="grid gap-4 text-[0.9375rem]">
              <Fact label={t('delivery_day')}>{date(order.delivery_date)}</Fact>
              <Fact label={t('recipient')}>
                <Person {...recipient} />
              </Fact>
              <Fact label={t('address')}>
                {text(order.zone.name)}
                {address.map(([key, value]) => (
                  <span key={key} className="block">
                    <span className="text-ink-faint">{labels.get(key) ?? key}:</span> <bdi>{value}</bdi>
                  </span>
                ))}
              </Fact>
              <Fact label={t('contact')}>
                <Person {...contact} />
              </Fact>
              {order.note && (
                <Fact label={t('note')}>
                  <bdi className="whitespace-pre-line">{order.note}</bdi>
                </Fact>
              )}
            </dl>
          </Card>
          <Button asChild variant="outline">
            <Link href={path('/shop')}>{t('continue')}</Link>
          </Button>
        </div>
      </div>
    </>
  );
}

function headingOf(status: OrderStatus): 'pending' | 'closed' | 'thanks' {
  if (status === 'pending_payment') return 'pending';
  return ['cancelled', 'expired', 'returned'].includes(status) ? 'closed' : 'thanks';
}

/** Whether paying it may not be settled yet, or money may be on its way back. */
const mayConcernPayment = ({ status, payment_method }: Order) =>
  status === 'pending_payment' ||
  (payment_method === 'online' && ['on_hold', 'cancelled', 'expired'].includes(status));

function Card({
  id,
  title,
  aside,
  children,
}: {
  id: string;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-card p-6 md:p-8">
      <div className="mb-6 flex items-center justify-between gap-4">
        <h2 id={id} className="display text-display-4">
          {title}
        </h2>
        {aside && <div className="text-sm text-ink-soft">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-faint">{label}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

/** Names and numbers keep their own direction but stand where the page's lines begin. */
function Person({ name, phone, email }: { name: string; phone: string; email?: string | null }) {
  return (
    <>
      <span className="block">
        <bdi>{name}</bdi>
      </span>
      <span className="block text-ink-soft tabular">
        <bdi dir="ltr">{phone}</bdi>
      </span>
      {email && (
        <span className="block break-all text-ink-soft">
          <bdi>{email}</bdi>
        </span>
      )}
    </>
  );
}
