import { SearchX } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { adminPath } from '@/features/admin-session';
import { isLocale } from '@/shared/i18n/locales';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

export default async function PanelNotFound() {
  const [t, locale] = await Promise.all([getTranslations('admin.not_found'), getLocale()]);
  return (
    <EmptyState
      as="h1"
      icon={SearchX}
      title={t('title')}
      text={t('text')}
      action={
        <Button asChild variant="outline">
          <a href={adminPath(isLocale(locale) ? locale : 'en')}>{t('home')}</a>
        </Button>
      }
    />
  );
}
