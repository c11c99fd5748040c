import type { ReactNode } from 'react';
import type { ProductCard as Card } from '@/shared/api/generated';
import type { StoreInfo } from '@/shared/store/context';
import { ProductCard } from './product-card';
import { SectionHeading } from './section-heading';

type RailProps = {
  id: string;
  eyebrow?: ReactNode;
  title: ReactNode;
  items: Card[];
  info: StoreInfo;
  action?: { href: string; label: string };
};

/** One row of gifts: swiped on phones (with the next one peeking in), four abreast on wide screens. */
export function Rail({ id, eyebrow, title, items, info, action }: RailProps) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id} eyebrow={eyebrow} title={title} action={action} />
      <ul
        tabIndex={0}
        aria-labelledby={id}
        className="-mx-5 scrollbar-none grid snap-x snap-mandatory scroll-px-5 auto-cols-[62%] grid-flow-col gap-4 overflow-x-auto px-5 pb-1 sm:auto-cols-[38%] md:-mx-10 md:scroll-px-10 md:gap-6 md:px-10 lg:auto-cols-[calc((100%-4.5rem)/4)]"
      >
        {items.map((card) => (
          <li key={card.id} className="snap-start">
            <ProductCard card={card} info={info} />
          </li>
        ))}
      </ul>
    </section>
  );
}
