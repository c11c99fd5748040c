'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { toast } from '@/shared/ui/toast';
import { prepareCart, useAddLine, useBagActions } from '@/features/cart';
import { Heart } from '@/features/wishlist';
import type { Product, Variant } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { byField, toProblem } from '@/shared/lib/problem';
import { formatRate } from '@/shared/lib/rates';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Field, Input, Textarea } from '@/shared/ui/field';
import { Price } from '@/shared/ui/price';
import { QuantityInput } from '@/shared/ui/quantity-input';
import { canBuy } from '../model/variants';
import { OptionPicker } from './option-picker';

const fieldNames = new Set(['gift_message', 'custom_name']);

type BuyBoxProps = { product: Product; variant: Variant; onPick: (variant: Variant) => void };

/** Price, choices, words for the card, and the way into the bag. */
export function BuyBox({ product, variant, onPick }: BuyBoxProps) {
  const t = useTranslations('store.product');
  const tCommon = useTranslations('common');
  const { locale, country, money, text } = useStore();
  const { setOpen } = useBagActions();
  const add = useAddLine();
  useEffect(prepareCart, []);
  const [quantity, setQuantity] = useState(1);
  const [message, setMessage] = useState('');
  const [name, setName] = useState('');
  const max = variant.units_left ?? 10;
  const amount = Math.min(quantity, max);
  const isAway = product.is_coming_soon || !canBuy(variant);
  const problem = add.error ? toProblem(add.error) : null;
  const errors = problem ? byField(problem.fields, locale, fieldNames) : null;
  const { rate_bp, included } = product.vat_note;

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(
      {
        variant_id: variant.id,
        quantity: amount,
        gift_message: (product.gift_message_enabled && message.trim()) || null,
        custom_name: (product.custom_name_enabled && name.trim()) || null,
      },
      {
        onSuccess: () => {
          setMessage('');
          setName('');
          setQuantity(1);
          setOpen(true);
        },
        onError: (error) => {
          const { fields, detail, title } = toProblem(error);
          if (fields.length === 0) toast.error(text(detail ?? title));
        },
      },
    );
  }

  const button = isAway
    ? t(product.is_coming_soon ? 'coming_soon' : 'sold_out')
    : add.isPending
      ? t('adding')
      : t('add');
  const price = (
    <Price
      money={variant.price}
      compareAt={variant.compare_at}
      locale={locale}
      country={country}
      labels={{ now: tCommon('price_now'), was: tCommon('price_was') }}
    />
  );

  return (
    <form onSubmit={submit} className="mt-6 grid gap-7" noValidate>
      <div className="flex items-start justify-between gap-4">
        <div aria-live="polite">
          <p className="text-2xl font-medium">{price}</p>
          <p className="mt-1 text-sm text-ink-faint">
            {rate_bp === 0
              ? t('vat_none')
              : t(included ? 'vat_included' : 'vat_excluded', { rate: formatRate(rate_bp, locale) })}
          </p>
        </div>
        <Heart
          id={product.id}
          slug={product.slug[locale]}
          title={text(product.title)}
          className="border border-line-strong/60"
        />
      </div>

      <OptionPicker product={product} variant={variant} onPick={onPick} />

      {product.custom_name_enabled && !isAway && (
        <Field
          label={t('custom_name')}
          optional={tCommon('optional')}
          hint={
            product.custom_name_fee.minor > 0
              ? t('custom_name_hint', { amount: money(product.custom_name_fee) })
              : t('custom_name_hint_free')
          }
          error={errors?.fields.custom_name}
        >
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={name}
              onChange={(e) => setName(e.target.value)}
              placeholder={t('custom_name_placeholder')}
            />
          )}
        </Field>
      )}
      {product.gift_message_enabled && !isAway && (
        <Field
          label={t('gift_message')}
          optional={tCommon('optional')}
          hint={t('gift_message_hint')}
          error={errors?.fields.gift_message}
        >
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              value={message}
              onChange={(e) => setMessage(e.target.value)}
              placeholder={t('gift_message_placeholder')}
            />
          )}
        </Field>
      )}

      <div className="grid gap-4">
        <p
          role="status"
          className={cn(
            'flex items-center gap-2 text-sm',
            isAway ? 'text-ink-soft' : variant.units_left ? 'text-warn' : 'text-success',
          )}
        >
          {!isAway && !variant.units_left && <Check aria-hidden className="size-4" />}
          {product.is_coming_soon
            ? t('coming_soon_note')
            : isAway
              ? t('sold_out_note')
              : variant.units_left
                ? t('units_left', { count: variant.units_left })
                : t('in_stock')}
        </p>
        <div className="flex items-center gap-3">
          {!isAway && (
            <QuantityInput
              value={amount}
              max={max}
              onChange={setQuantity}
              labels={{
                group: tCommon('quantity'),
                less: tCommon('quantity_less'),
                more: tCommon('quantity_more'),
              }}
            />
          )}
          <Button type="submit" size="lg" className="flex-1" disabled={isAway} busy={add.isPending}>
            {button}
          </Button>
        </div>
      </div>
      {!isAway && <StickyBar title={text(product.title)} price={price} label={button} busy={add.isPending} />}
    </form>
  );
}

type StickyBarProps = { title: string; price: React.ReactNode; label: string; busy: boolean };

/** On phones the button follows once the one above has left the screen; over the bottom bar. */
function StickyBar({ title, price, label, busy }: StickyBarProps) {
  const marker = useRef<HTMLSpanElement>(null);
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    if (!marker.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setPast(!entry.isIntersecting);
    });
    observer.observe(marker.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <span ref={marker} aria-hidden className="pointer-events-none -mt-20 h-14" />
      {isPast && (
        <div className="fixed inset-x-0 bottom-[calc(4rem+env(safe-area-inset-bottom))] z-30 flex animate-pop items-center gap-4 border-t border-line bg-paper/95 px-5 py-2.5 backdrop-blur-md md:hidden">
          <div className="min-w-0 flex-1">
            <p className="truncate text-sm">{title}</p>
            <p className="text-sm font-medium">{price}</p>
          </div>
          <Button type="submit" busy={busy}>
            {label}
          </Button>
        </div>
      )}
    </>
  );
}
