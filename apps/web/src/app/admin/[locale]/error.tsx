'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

export default function AdminError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations('common');
  return (
    <main id="content" className="grid min-h-dvh place-items-center">
      <EmptyState
        as="h1"
        icon={CloudOff}
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
        action={
          <Button variant="outline" onClick={reset}>
            {t('retry')}
          </Button>
        }
      />
    </main>
  );
}
