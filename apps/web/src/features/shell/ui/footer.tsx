import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CategoryRef, Store } from '@/shared/api/generated';
import { pick } from '@/shared/i18n/locales';
import type { StoreInfo } from '@/shared/store/context';
import { categoryPath, storePath } from '@/shared/store/paths';
import { Wordmark } from '@/shared/ui/brand';

type FooterProps = { store: Store; info: StoreInfo; categories: (CategoryRef & { id: string })[] };

export function Footer({ store, info, categories }: FooterProps) {
  const t = useTranslations('store.footer');
  const tNav = useTranslations('store.nav');
  const { region, locale } = info;
  const path = (p = '') => storePath(region, locale, p);
  const vat = store.vat_rate_bp === 0 ? 'none' : store.prices_include_vat ? 'included' : 'excluded';
  const link = 'inline-block rounded-sm py-1.5 text-ink-soft transition-colors hover:text-accent-deep';

  return (
    <footer className="mt-24 border-t border-line bg-cream">
      <div className="container-page grid gap-12 py-16 md:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-sm">
          <Wordmark locale={locale} />
          <p className="mt-4 text-ink-soft">{t('tagline')}</p>
        </div>
        <nav aria-labelledby="footer-shop">
          <h2 id="footer-shop" className="mb-4 eyebrow text-gold-deep">
            {t('shop')}
          </h2>
          <ul>
            <li>
              <Link href={path('/shop')} className={link}>
                {tNav('shop')}
              </Link>
            </li>
            {categories.map((c) => (
              <li key={c.id}>
                <Link href={path(categoryPath(c.slug, locale))} className={link}>
                  {pick(c.name, locale)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-labelledby="footer-service">
          <h2 id="footer-service" className="mb-4 eyebrow text-gold-deep">
            {t('service')}
          </h2>
          <ul>
            <li>
              <Link href={path('/account')} prefetch={false} className={link}>
                {t('my_orders')}
              </Link>
            </li>
            <li>
              <Link href={path('/account/wishlist')} className={link}>
                {t('wishlist')}
              </Link>
            </li>
            <li>
              <Link href={path('/bag')} className={link}>
                {tNav('bag')}
              </Link>
            </li>
          </ul>
        </nav>
      </div>
      <div className="container-page flex flex-wrap justify-between gap-x-8 gap-y-2 border-t border-line py-6 text-sm text-ink-soft">
        <p>{t('rights', { year: String(new Date().getUTCFullYear()) })}</p>
        <p>{t(`prices_note_${vat}`)}</p>
      </div>
    </footer>
  );
}
