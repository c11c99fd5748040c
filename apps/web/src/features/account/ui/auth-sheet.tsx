'use client';

import { CircleAlert } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { firstName } from '@/shared/lib/account-name';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Sheet, SheetContent } from '@/shared/ui/sheet';
import { Skeleton } from '@/shared/ui/skeleton';
import { toast } from '@/shared/ui/toast';
import { useAuthOptions } from '../api/use-account';
import { AuthPanel, type AuthView } from './auth-panel';

type AuthSheetProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Signing in beside the page one is on, which stays as it is. */
export function AuthSheet({ isOpen, onOpenChange }: AuthSheetProps) {
  const t = useTranslations('store.auth');
  const tCommon = useTranslations('common');
  const router = useRouter();
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const options = useAuthOptions();
  const [view, setView] = useState<AuthView>('sign_in');
  const other = view === 'sign_in' ? 'sign_up' : 'sign_in';

  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent title={t(view)} description={t(`${view}_text`)}>
        {options.data ? (
          <div className="grid gap-8 pb-4">
            <AuthPanel
              key={view}
              view={view}
              options={options.data}
              next={pathname + (query && `?${query}`)}
              onDone={(account) => {
                const name = firstName(account);
                toast.success(name ? t('welcome', { name }) : t('welcome_plain'));
                // Drawn anew, the page knows who is here; only then the sheet goes, and nothing behind it is a guest's.
                router.refresh();
              }}
            />
            <p className="text-center text-[0.9375rem] text-ink-soft">
              {t(`${other}_question`)}{' '}
              <Button variant="link" size="bare" onClick={() => setView(other)}>
                {t(other)}
              </Button>
            </p>
          </div>
        ) : options.isError ? (
          <EmptyState
            icon={CircleAlert}
            title={tCommon('error.title')}
            action={<Button onClick={() => void options.refetch()}>{tCommon('retry')}</Button>}
          />
        ) : (
          <div role="status" aria-label={tCommon('loading')} className="grid gap-5">
            <Skeleton className="h-12 w-full" />
            <Skeleton className="h-12 w-full" />
            <Skeleton className="h-13 w-full" />
          </div>
        )}
      </SheetContent>
    </Sheet>
  );
}
