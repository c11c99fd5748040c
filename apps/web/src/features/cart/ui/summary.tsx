'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Money } from '@/shared/lib/money';
import { cn } from '@/shared/lib/cn';
import { formatRate } from '@/shared/lib/rates';
import { useStore } from '@/shared/store/context';

export type TotalsView = {
  subtotal: Money;
  discount: Money;
  shipping: Money | null;
  shipping_is_estimate?: boolean;
  vat: Money;
  vat_rate_bp: number;
  prices_include_vat: boolean;
  total: Money;
};

/** The bill exactly as the API wrote it, line by line. */
export function Totals({
  totals,
  promoCode,
  className,
}: {
  totals: TotalsView;
  promoCode?: string | null;
  className?: string;
}) {
  const t = useTranslations('store.bag');
  const { money, locale } = useStore();
  const { shipping } = totals;
  const rate = formatRate(totals.vat_rate_bp, locale);

  return (
    <dl className={cn('grid gap-2.5 text-[0.9375rem]', className)}>
      <Row label={t('subtotal')}>{money(totals.subtotal, true)}</Row>
      {totals.discount.minor > 0 && (
        <Row
          label={promoCode ? t('discount_code', { code: promoCode }) : t('discount')}
          className="text-success"
        >
          −{money(totals.discount, true)}
        </Row>
      )}
      <Row label={t(totals.shipping_is_estimate ? 'shipping_estimate' : 'shipping')}>
        {shipping === null
          ? t('shipping_unknown')
          : shipping.minor === 0
            ? t('shipping_free')
            : money(shipping, true)}
      </Row>
      {!totals.prices_include_vat && totals.vat_rate_bp > 0 && (
        <Row label={t('vat_added', { rate })}>{money(totals.vat, true)}</Row>
      )}
      <Row label={t('total')} className="mt-1.5 border-t border-line pt-4 text-lg font-semibold text-ink">
        {money(totals.total, true)}
      </Row>
      {totals.prices_include_vat && totals.vat_rate_bp > 0 && (
        <Row label={t('vat_included', { rate })} className="-mt-1.5 text-sm text-ink-faint">
          {money(totals.vat, true)}
        </Row>
      )}
    </dl>
  );
}

function Row({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn('flex justify-between gap-6 text-ink-soft', className)}>
      <dt>{label}</dt>
      <dd className="whitespace-nowrap tabular">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
