'use client';

import { Check, ChevronDown, Globe } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Locale } from '@/shared/i18n/locales';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { samePathIn } from '@/shared/store/paths';
import { Sheet, SheetContent, SheetTrigger } from '@/shared/ui/sheet';

export type RegionChoice = { slug: string; name: string; currency: string };

const languages: { locale: Locale; label: string }[] = [
  { locale: 'en', label: 'English' },
  { locale: 'ar', label: 'العربية' },
];

/** Where and in which language: plain links to the same page elsewhere, so a choice is a full, fresh page. */
export function RegionPicker({ regions, compact }: { regions: RegionChoice[]; compact?: boolean }) {
  const t = useTranslations('store.nav');
  const tCommon = useTranslations('common');
  const { region, locale } = useStore();
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const [isOpen, setOpen] = useState(false);
  const here = regions.find((r) => r.slug === region);
  // Filters hold prices of this region's currency and an order's secret is of no use elsewhere.
  const to = (slug: string, language: Locale) =>
    samePathIn(pathname, slug, language) + (query && slug === region ? `?${query}` : '');
  const choice =
    'flex items-center justify-between gap-3 rounded-card border border-line bg-card px-4 py-3.5 transition-colors hover:border-line-strong aria-[current=true]:border-ink aria-[current=true]:bg-cream/60';

  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger
        aria-label={`${t('region_and_language')}: ${here?.name ?? region}`}
        className={cn(
          'flex h-11 items-center gap-2 rounded-full text-sm text-ink-soft transition-colors hover:bg-cream hover:text-ink',
          compact ? 'px-2.5' : 'px-4',
        )}
      >
        <Globe aria-hidden strokeWidth={1.6} className="size-5" />
        <span className={cn(compact && 'sr-only sm:not-sr-only')}>{here?.name}</span>
        {!compact && <ChevronDown aria-hidden className="size-3.5" />}
      </SheetTrigger>
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
