import { cn } from '@/shared/lib/cn';
import type { Locale } from '@/shared/i18n/locales';

/** The bow, drawn in one line. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={className}
    >
      <path d="M24 22c-4-8-14-13-17-9s3 12 17 9Z" />
      <path d="M24 22c4-8 14-13 17-9s-3 12-17 9Z" />
      <path d="M24 22c-2 7-7 13-13 17M24 22c2 7 7 13 13 17" />
      <circle cx="24" cy="21.5" r="2.6" fill="currentColor" stroke="none" />
    </svg>
  );
}

export function Wordmark({ locale, className }: { locale: Locale; className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 display text-[1.625rem] leading-none', className)}>
      <BrandMark className="size-7 text-gold" />
      {locale === 'ar' ? 'أمونيس' : 'Amoonis'}
    </span>
  );
}
