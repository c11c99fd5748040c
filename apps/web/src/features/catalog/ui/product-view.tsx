'use client';

import { useState, type ReactNode } from 'react';
import type { Product } from '@/shared/api/generated';
import { defaultVariant } from '../model/variants';
import { BuyBox } from './buy-box';
import { Gallery } from './gallery';

type ProductViewProps = {
  product: Product;
  /** Title and category over the price. */
  heading: ReactNode;
  /** Delivery, description: under the button. */
  children: ReactNode;
};

/** Pictures and buy box share one thing: the variant chosen. */
export function ProductView({ product, heading, children }: ProductViewProps) {
  const [variant, setVariant] = useState(() => defaultVariant(product));
  const pictures = [...product.pictures];
  for (const { picture } of product.variants) {
    if (picture && !pictures.some((p) => p.url === picture.url)) pictures.push(picture);
  }
  return (
    <div className="grid items-start gap-x-14 gap-y-8 md:grid-cols-2 xl:grid-cols-[1.1fr_1fr] xl:gap-x-20">
      <Gallery pictures={pictures} show={variant?.picture} />
      <div className="md:pt-4">
        {heading}
        {variant && <BuyBox product={product} variant={variant} onPick={setVariant} />}
        {children}
      </div>
    </div>
  );
}
