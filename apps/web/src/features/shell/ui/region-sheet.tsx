'use client';

import { Check } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Locale } from '@/shared/i18n/locales';
import { useStore } from '@/shared/store/context';
import { samePathIn } from '@/shared/store/paths';
import { Sheet, SheetContent } from '@/shared/ui/sheet';

export type RegionChoice = { slug: string; name: string; currency: string };

const languages: { locale: Locale; label: string }[] = [
  { locale: 'en', label: 'English' },
  { locale: 'ar', label: 'العربية' },
];

type RegionSheetProps = { regions: RegionChoice[]; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Where and in which language: plain links to the same page elsewhere, so a choice is a full, fresh page. */
export function RegionSheet({ regions, isOpen, onOpenChange }: RegionSheetProps) {
  const t = useTranslations('store.nav');
  const tCommon = useTranslations('common');
  const { region, locale } = useStore();
  const pathname = usePathname();
  const query = useSearchParams().toString();
  // Filters hold prices of this region's currency and an order's secret is of no use elsewhere.
  const to = (slug: string, language: Locale) =>
    samePathIn(pathname, slug, language) + (query && slug === region ? `?${query}` : '');
  const choice =
    'flex items-center justify-between gap-3 rounded-card border border-line bg-card px-4 py-3.5 transition-colors hover:border-line-strong aria-[current=true]:border-ink aria-[current=true]:bg-cream/60';

  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent side="bottom" title={t('region_and_language')} description={t('region_hint')}>
        <div className="grid gap-8 pb-4 sm:grid-cols-2">
          <section aria-labelledby="pick-region">
            <h3 id="pick-region" className="mb-3 text-sm font-medium text-ink-soft">
              {t('region')}
            </h3>
            <ul className="grid gap-2">
              {regions.map((r) => (
                <li key={r.slug}>
                  <a href={to(r.slug, locale)} aria-current={r.slug === region} className={choice}>
                    <span>
                      {r.name}
                      <span className="ms-2 text-sm text-ink-faint">{r.currency}</span>
                    </span>
                    {r.slug === region && <Check aria-hidden className="size-4 text-accent" />}
                  </a>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="pick-language">
            <h3 id="pick-language" className="mb-3 text-sm font-medium text-ink-soft">
              {tCommon('language')}
            </h3>
            <ul className="grid gap-2">
              {languages.map((l) => (
                <li key={l.locale}>
                  <a
                    href={to(region, l.locale)}
                    lang={l.locale}
                    hrefLang={l.locale}
                    aria-current={l.locale === locale}
                    className={choice}
                  >
                    {l.label}
                    {l.locale === locale && <Check aria-hidden className="size-4 text-accent" />}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </SheetContent>
    </Sheet>
  );
}
