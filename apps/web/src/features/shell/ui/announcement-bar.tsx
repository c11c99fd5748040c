import { useTranslations } from 'next-intl';
import type { Store } from '@/shared/api/generated';
import { formatMoney } from '@/shared/lib/money';
import type { StoreInfo } from '@/shared/store/context';

/** One quiet line over everything. */
export function AnnouncementBar({ store, info }: { store: Store; info: StoreInfo }) {
  const t = useTranslations('store.announcement');
  return (
    <section aria-label={t('label')} className="bg-ink px-4 py-2 text-center text-[0.8125rem] text-on-ink">
      {store.free_shipping_from
        ? t('free_from', { amount: formatMoney(store.free_shipping_from, info.locale, info.country) })
        : t('handwritten')}
    </section>
  );
}
