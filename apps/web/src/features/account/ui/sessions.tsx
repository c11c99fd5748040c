'use client';

import { Laptop, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { Skeleton } from '@/shared/ui/skeleton';
import { useRevokeSession, useSessions } from '../api/use-account';
import { Panel } from './panel';

/** Where one is signed in; whatever isn't this device can be signed out from here. */
export function Sessions() {
  const t = useTranslations('store.account');
  const tCommon = useTranslations('common');
  const { instant, locale } = useStore();
  const { data: sessions, isError, refetch } = useSessions();
  const revoke = useRevokeSession();
  const hasOthers = sessions?.some((session) => !session.is_current);
  const seen = (at: string) => instant(at, { dateStyle: 'medium', timeStyle: 'short' });

  return (
    <Panel
      id="sessions"
      title={t('sessions')}
      text={t('sessions_text')}
      aside={
        hasOthers && (
          <Button
            variant="outline"
            size="sm"
            busy={revoke.isPending && revoke.variables === null}
            onClick={() => revoke.mutate(null)}
          >
            {t('sign_out_others')}
          </Button>
        )
      }
    >
      {revoke.isError && (
        <Alert tone="error" role="alert" className="mb-4">
          {problemText(revoke.error, locale)}
        </Alert>
      )}
      {sessions ? (
        <ul className="divide-y divide-line">
          {sessions.map((session) => {
            const Icon = /iphone|android|ipad|mobile/i.test(session.user_agent ?? '') ? Smartphone : Laptop;
            return (
              <li
                key={session.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4 first:pt-0 last:pb-0"
              >
                <span className="grid size-11 shrink-0 place-items-center rounded-full bg-cream text-ink-soft">
                  <Icon aria-hidden strokeWidth={1.6} className="size-5" />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="flex flex-wrap items-center gap-2 font-medium">
                    <bdi>{session.device}</bdi>
                    {session.is_current && <Badge tone="success">{t('this_device')}</Badge>}
                  </span>
                  <span className="block text-sm text-ink-soft">
                    {t('last_seen', { time: seen(session.last_seen_at) })}
                    {session.client_address && (
                      <>
                        {' · '}
                        <bdi dir="ltr">{session.client_address}</bdi>
                      </>
                    )}
                  </span>
                </span>
                {!session.is_current && (
                  <Button
                    variant="ghost"
                    size="sm"
                    busy={revoke.isPending && revoke.variables === session.id}
                    aria-label={t('sign_out_device', { device: session.device })}
                    onClick={() => revoke.mutate(session.id)}
                  >
                    {t('sign_out')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      ) : isError ? (
        <Alert tone="error">
          <p>{t('sessions_error')}</p>
          <Button variant="outline" size="sm" className="mt-3" onClick={() => void refetch()}>
            {tCommon('retry')}
          </Button>
        </Alert>
      ) : (
        <div role="status" aria-label={tCommon('loading')} className="grid gap-3">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </div>
      )}
    </Panel>
  );
}
