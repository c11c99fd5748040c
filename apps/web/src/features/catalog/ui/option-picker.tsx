'use client';

import { useTranslations } from 'next-intl';
import type { Product, Variant } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { canBuy, choiceOf, pickValue, variantFor } from '../model/variants';

type OptionPickerProps = {
  product: Pick<Product, 'options' | 'variants'>;
  variant: Variant;
  onPick: (variant: Variant) => void;
};

/** Size, colour, … as radio groups. A value that leads to a sold-out piece can be chosen, and says so. */
export function OptionPicker({ product, variant, onPick }: OptionPickerProps) {
  const t = useTranslations('store.product');
  const { text } = useStore();
  const choice = choiceOf(product, variant);

  return product.options.map((option) => {
    const chosen = option.values.find((v) => v.id === choice[option.id]);
    return (
      <fieldset key={option.id} className="min-w-0">
        <legend className="mb-3 text-sm font-medium">
          {text(option.name)}
          {chosen && <span className="ms-2 font-normal text-ink-soft">{text(chosen.name)}</span>}
        </legend>
        <div className="flex flex-wrap gap-2.5">
          {option.values.map((value) => {
            const match = variantFor(product, { ...choice, [option.id]: value.id });
            const note = !match ? t('combination_unavailable') : canBuy(match) ? null : t('sold_out_value');
            const isOn = value.id === choice[option.id];
            const isColour = option.kind === 'colour' && value.colour;
            return (
              <label
                key={value.id}
                title={text(value.name)}
                className={cn(
                  'relative cursor-pointer rounded-full border transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                  isColour ? 'grid size-12 place-items-center border-2 p-1' : 'px-5 py-2.5 text-[0.9375rem]',
                  isOn
                    ? isColour
                      ? 'border-ink'
                      : 'border-ink bg-ink text-on-ink'
                    : isColour
                      ? 'border-transparent hover:border-line-strong'
                      : 'border-line-strong/60 hover:border-ink',
                  note &&
                    !isOn &&
                    !isColour &&
                    'border-dashed text-ink-faint line-through decoration-line-strong',
                )}
              >
                <input
                  type="radio"
                  name={option.id}
                  value={value.id}
                  checked={isOn}
                  onChange={() => {
                    const next = pickValue(product, choice, option.id, value.id);
                    if (next) onPick(next);
                  }}
                  className="sr-only"
                />
                {isColour ? (
                  <span
                    aria-hidden
                    className={cn('size-full rounded-full border border-ink/15', note && 'opacity-40')}
                    style={{ background: value.colour ?? undefined }}
                  />
                ) : (
                  text(value.name)
                )}
                <span className="sr-only">
                  {isColour && text(value.name)}
                  {note && ` (${note})`}
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
    );
  });
}
