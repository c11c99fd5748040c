import type { Product, Variant } from '@/shared/api/generated';

/** Chosen value of each option, by option id. */
export type Choice = Record<string, string>;

type WithOptions = Pick<Product, 'options' | 'variants'>;

/** The variant a product page opens with: the default one, else the first. */
export function defaultVariant(product: WithOptions): Variant | undefined {
  return product.variants.find((v) => v.is_default) ?? product.variants[0];
}

/** The values that make up a variant. */
export function choiceOf(product: WithOptions, variant: Variant): Choice {
  const choice: Choice = {};
  for (const option of product.options) {
    const value = option.values.find((v) => variant.option_value_ids.includes(v.id));
    if (value) choice[option.id] = value.id;
  }
  return choice;
}

/** The variant with exactly these values, if it is made. */
export function variantFor(product: WithOptions, choice: Choice): Variant | undefined {
  const wanted = Object.values(choice);
  return product.variants.find(
    (v) =>
      v.option_value_ids.length === wanted.length && wanted.every((id) => v.option_value_ids.includes(id)),
  );
}

/**
 * The variant after picking a value: with the other choices kept when that is made, else the nearest one that has
 * the value (most choices kept, those that can be bought first). A click never leads nowhere.
 */
export function pickValue(
  product: WithOptions,
  current: Choice,
  optionId: string,
  valueId: string,
): Variant | undefined {
  const exact = variantFor(product, { ...current, [optionId]: valueId });
  if (exact) return exact;
  const kept = (v: Variant) => Object.values(current).filter((id) => v.option_value_ids.includes(id)).length;
  return product.variants
    .filter((v) => v.option_value_ids.includes(valueId))
    .sort((a, b) => kept(b) - kept(a) || Number(canBuy(b)) - Number(canBuy(a)))[0];
}

export const canBuy = (variant: Pick<Variant, 'availability'>) =>
  variant.availability === 'in_stock' || variant.availability === 'low_stock';
