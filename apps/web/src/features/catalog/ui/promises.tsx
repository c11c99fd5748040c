import { CalendarHeart, HandCoins, PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** What a buyer may count on, in three short sentences. */
export function Promises() {
  const t = useTranslations('store.home');
  const points = [
    { icon: CalendarHeart, key: 'promise_1' },
    { icon: PenLine, key: 'promise_2' },
    { icon: HandCoins, key: 'promise_3' },
  ] as const;
  return (
    <section aria-labelledby="promise" className="bg-blush/55">
      <div className="container-page grid gap-12 py-16 md:py-24 lg:grid-cols-[1fr_1.4fr] lg:gap-20">
        <div>
          <h2 id="promise" className="display text-display-2">
            {t('promise_title')}
          </h2>
          <p className="mt-5 max-w-md text-ink-soft">{t('promise_text')}</p>
        </div>
        <ul className="grid gap-x-8 gap-y-10 sm:grid-cols-3 lg:pt-3">
          {points.map(({ icon: Icon, key }) => (
            <li key={key} className="border-t border-ink/20 pt-6">
              <Icon aria-hidden strokeWidth={1.25} className="size-8 text-accent-deep" />
              <h3 className="mt-4 font-medium">{t(`${key}_title`)}</h3>
              <p className="mt-1 text-[0.9375rem] text-ink-soft">{t(`${key}_text`)}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
