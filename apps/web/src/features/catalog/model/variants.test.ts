import { describe, expect, it } from 'vitest';
import type { Product, Variant } from '@/shared/api/generated';
import { choiceOf, defaultVariant, pickValue, variantFor } from './variants';

const value = (id: string) => ({ id, name: { en: id, ar: id }, colour: null });
const option = (id: string, ...values: string[]) => ({
  id,
  name: { en: id, ar: id },
  kind: 'choice' as const,
  values: values.map(value),
});
const variant = (
  id: string,
  values: string[],
  availability: Variant['availability'] = 'in_stock',
  is_default = false,
): Variant => ({
  id,
  sku: id,
  option_value_ids: values,
  price: { minor: 100, currency: 'AED' },
  compare_at: null,
  availability,
  units_left: null,
  picture: null,
  is_default,
});
const product: Pick<Product, 'options' | 'variants'> = {
  options: [option('size', 's', 'm', 'l'), option('ribbon', 'red', 'gold')],
  variants: [
    variant('s-red', ['s', 'red']),
    variant('m-red', ['red', 'm'], 'in_stock', true),
    variant('m-gold', ['m', 'gold'], 'sold_out'),
    variant('l-gold', ['l', 'gold']),
  ],
};

describe('variants', () => {
  it('open with the default', () => {
    expect(defaultVariant(product)?.id).toBe('m-red');
    expect(defaultVariant({ ...product, variants: product.variants.slice(2) })?.id).toBe('m-gold');
  });

  it('are found by their values in any order', () => {
    expect(variantFor(product, { size: 'm', ribbon: 'red' })?.id).toBe('m-red');
    expect(variantFor(product, { size: 's', ribbon: 'gold' })).toBeUndefined();
    expect(choiceOf(product, product.variants[1]!)).toEqual({ size: 'm', ribbon: 'red' });
  });

  it('keep the other choices when they can', () => {
    expect(pickValue(product, { size: 'm', ribbon: 'red' }, 'ribbon', 'gold')?.id).toBe('m-gold');
  });

  it('move to the nearest one made when they cannot', () => {
    expect(pickValue(product, { size: 's', ribbon: 'red' }, 'size', 'l')?.id).toBe('l-gold');
    // Both gold ones keep nothing of the choice: the one that can be bought comes first.
    expect(pickValue(product, { size: 's', ribbon: 'red' }, 'ribbon', 'gold')?.id).toBe('l-gold');
  });
});
