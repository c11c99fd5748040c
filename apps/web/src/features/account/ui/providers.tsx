'use client';

import { useTranslations } from 'next-intl';
import type { AuthOptions } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';

const marks = {
  google: (
    <svg viewBox="0 0 24 24" aria-hidden className="size-5">
      <path
        fill="#4285F4"
        d="M23.5 12.3c0-.8-.1-1.6-.2-2.3H12v4.5h6.5a5.5 5.5 0 0 1-2.4 3.6v3h3.9c2.2-2.1 3.5-5.1 3.5-8.8Z"
      />
      <path
        fill="#34A853"
        d="M12 24c3.2 0 6-1.1 8-2.9l-3.9-3c-1.1.7-2.5 1.2-4.1 1.2-3.1 0-5.8-2.1-6.7-5H1.3v3.1A12 12 0 0 0 12 24Z"
      />
      <path fill="#FBBC05" d="M5.3 14.3a7.2 7.2 0 0 1 0-4.6V6.6h-4a12 12 0 0 0 0 10.8l4-3.1Z" />
      <path
        fill="#EA4335"
        d="M12 4.7c1.8 0 3.3.6 4.6 1.8L20 3.1A12 12 0 0 0 1.3 6.6l4 3.1c.9-2.9 3.6-5 6.7-5Z"
      />
    </svg>
  ),
  apple: (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden className="size-5">
      <path d="M16.4 12.7c0-2.4 2-3.6 2.1-3.7-1.1-1.7-2.9-1.9-3.5-1.9-1.5-.2-2.9.9-3.7.9-.8 0-1.9-.9-3.2-.8-1.6 0-3.1.9-4 2.4-1.7 2.9-.4 7.3 1.2 9.7.8 1.2 1.8 2.5 3 2.4 1.2 0 1.7-.8 3.2-.8s1.9.8 3.2.8 2.1-1.2 2.9-2.3c.9-1.3 1.3-2.6 1.3-2.7-.1 0-2.5-1-2.5-4ZM14 5.6c.7-.8 1.1-1.9 1-3.1-1 0-2.1.7-2.8 1.5-.6.7-1.2 1.9-1 3 1.1.1 2.2-.6 2.8-1.4Z" />
    </svg>
  ),
};

type ProvidersProps = { options: AuthOptions; next: string; purpose?: 'reauthenticate' };

/** Google and Apple, where the shop has set them up. Plain links: they work before any script has come. */
export function Providers({ options, next, purpose }: ProvidersProps) {
  const t = useTranslations('store.auth');
  const { region, locale } = useStore();
  const configured = (['google', 'apple'] as const).filter((name) => options[name]);
  if (configured.length === 0) return null;
  const query = new URLSearchParams({ region, locale, next, ...(purpose && { purpose }) });
  return (
    <div className="grid gap-3">
      {configured.map((name) => (
        <Button key={name} asChild variant="outline" size="lg" className="w-full">
          <a href={`/api/oauth/${name}/start?${query}`} rel="nofollow">
            {marks[name]}
            {t(`with_${name}`)}
          </a>
        </Button>
      ))}
    </div>
  );
}
