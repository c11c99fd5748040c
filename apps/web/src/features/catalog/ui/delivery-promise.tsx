import { Truck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Product, Store } from '@/shared/api/generated';
import { formatMoney } from '@/shared/lib/money';
import type { StoreInfo } from '@/shared/store/context';

/** How soon and for how much, as the store's terms say; the day itself is chosen at checkout. */
export function DeliveryPromise({
  product,
  store,
  info,
}: {
  product: Pick<Product, 'lead_days'>;
  store: Store;
  info: StoreInfo;
}) {
  const t = useTranslations('store.product');
  const amount = formatMoney(store.shipping_fee, info.locale, info.country);
  const free = store.free_shipping_from && formatMoney(store.free_shipping_from, info.locale, info.country);
  return (
    <div className="flex gap-4 rounded-card bg-cream p-5">
      <Truck
        aria-hidden
        strokeWidth={1.4}
        className="mt-0.5 size-6 shrink-0 text-gold-deep rtl:-scale-x-100"
      />
      <div className="text-[0.9375rem]">
        <p className="font-medium">{t('delivery_title')}</p>
        <p className="text-ink-soft">
          {product.lead_days === 0 ? t('delivery_today') : t('delivery_lead', { days: product.lead_days })}
        </p>
        <p className="text-ink-soft">
          {store.shipping_fee.minor === 0
            ? t('delivery_free')
            : free
              ? t('delivery_fee', { amount, free })
              : t('delivery_fee_plain', { amount })}
        </p>
      </div>
    </div>
  );
}
