import type { Locale } from '@/shared/i18n/locales';
import { cn } from '@/shared/lib/cn';
import { formatMoney, type Money } from '@/shared/lib/money';

type AmountProps = { money: Money; locale: Locale; country: string; exact?: boolean; className?: string };

/** One amount, kept together and isolated from the direction of the text around it. */
export function Amount({ money, locale, country, exact, className }: AmountProps) {
  return (
    <bdi className={cn('whitespace-nowrap tabular', className)}>
      {formatMoney(money, locale, country, exact)}
    </bdi>
  );
}

type PriceProps = AmountProps & {
  compareAt?: Money | null;
  /** Said before the price when variants differ, e.g. "from". */
  prefix?: string | false;
  /** Names the two prices for screen readers. */
  labels: { now: string; was: string };
};

/** A price, with the old one struck out beside it. */
export function Price({ money, compareAt, prefix, labels, className, ...rest }: PriceProps) {
  return (
    <span className={cn('inline-flex flex-wrap items-baseline gap-x-2', className)}>
      {prefix && <span className="text-[0.875em] text-ink-soft">{prefix}</span>}
      {compareAt && <span className="sr-only">{labels.now}</span>}
      <Amount money={money} {...rest} className={compareAt ? 'text-accent-deep' : undefined} />
      {compareAt && (
        <>
          <span className="sr-only">{labels.was}</span>
          <s className="text-[0.875em] text-ink-faint decoration-1">
            <Amount money={compareAt} {...rest} />
          </s>
        </>
      )}
    </span>
  );
}
