'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations('common');
  return (
    <EmptyState
      icon={CloudOff}
      as="h1"
      title={t('error.title')}
      text={
        <>
          {t('error.text')}
          {error.digest && (
            <span className="mt-2 block text-sm text-ink-faint">
              {t('error.reference', { id: error.digest })}
            </span>
          )}
        </>
      }
      className="py-28"
      action={
        <Button size="lg" onClick={reset}>
          {t('retry')}
        </Button>
      }
    />
  );
}
