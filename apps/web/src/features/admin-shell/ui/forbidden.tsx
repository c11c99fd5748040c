'use client';

import { ShieldAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { adminPath, signInPath, signOutStaff } from '@/features/admin-session';
import { isLocale } from '@/shared/i18n/locales';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

/** For someone who is signed in but may not see this: what to do about it, and the way out. */
export function Forbidden({ isStaff }: { isStaff: boolean }) {
  const t = useTranslations('admin.forbidden');
  const current = useLocale();
  const locale = isLocale(current) ? current : 'en';
  return (
    <EmptyState
      as="h1"
      icon={ShieldAlert}
      title={t('title')}
      text={t(isStaff ? 'text_staff' : 'text_other')}
      action={
        isStaff ? (
          <Button asChild variant="outline">
            <a href={adminPath(locale)}>{t('home')}</a>
          </Button>
        ) : (
          <Button variant="outline" onClick={() => void signOutStaff(signInPath(locale))}>
            {t('sign_out')}
          </Button>
        )
      }
    />
  );
}
