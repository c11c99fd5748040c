import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CategoryCard } from '@/shared/api/generated';
import { pick } from '@/shared/i18n/locales';
import type { StoreInfo } from '@/shared/store/context';
import { categoryPath, storePath } from '@/shared/store/paths';
import { Picture } from '@/shared/ui/picture';
import { SectionHeading } from './section-heading';

/** The collections as doors: an arch with a picture, a name and how much is behind it. */
export function CategoryTiles({ categories, info }: { categories: CategoryCard[]; info: StoreInfo }) {
  const t = useTranslations('store.home');
  const { region, locale } = info;
  if (categories.length === 0) return null;
  return (
    <section aria-labelledby="collections">
      <SectionHeading id="collections" eyebrow={t('categories_eyebrow')} title={t('categories')} />
      <ul className="grid grid-cols-2 gap-x-4 gap-y-8 md:gap-x-6 lg:grid-cols-4">
        {categories.map((category) => (
          <li key={category.id} className="group relative">
            <div className="overflow-hidden rounded-t-full rounded-b-picture">
              <Picture
                picture={category.picture}
                locale={locale}
                decorative
                className="aspect-[4/5]"
                imgClassName="transition-transform duration-200 ease-quiet group-hover:scale-[1.025]"
              />
            </div>
            <h3 className="mt-4 text-center display text-display-4">
              <Link
                href={storePath(region, locale, categoryPath(category.slug, locale))}
                className="outline-none after:absolute after:inset-0 after:rounded-t-full after:rounded-b-picture focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-accent"
              >
                {pick(category.name, locale)}
              </Link>
            </h3>
            <p className="mt-0.5 text-center text-sm text-ink-soft">
              {t('pieces', { count: category.product_count })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
