'use client';

import { useTranslations } from 'next-intl';
import { AccountLink } from '@/features/account';

/** An account helps, but nobody needs one to buy. */
export function SignInHint() {
  const t = useTranslations('store.checkout');
  return (
    <p className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-card bg-cream px-5 py-3 text-sm text-ink-soft">
      {t('sign_in_text')}
      <AccountLink className="rounded-sm font-medium text-ink underline decoration-gold underline-offset-4 hover:text-accent-deep">
        {t('sign_in')}
      </AccountLink>
    </p>
  );
}
