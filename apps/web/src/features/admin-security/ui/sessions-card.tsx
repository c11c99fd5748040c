'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Card, LoadProblem, SessionList, Waiting } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import { problemText } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { useMySessions, useRevokeOtherSessions, useRevokeSession } from '../api/security';

/** Where one is signed in, and the way out of there. */
export function SessionsCard() {
  const t = useTranslations('admin.sessions');
  const { instant, locale } = useStaff();
  const sessions = useMySessions();
  const revoke = useRevokeSession();
  const revokeOthers = useRevokeOtherSessions();
  const others = sessions.data?.filter(({ is_current }) => !is_current) ?? [];

  async function act(work: () => Promise<unknown>, done: string) {
    try {
      await work();
      toast.success(done);
    } catch (refusal) {
      toast.error(problemText(refusal, locale));
    }
  }

  return (
    <Card
      flush
      title={t('title')}
      aside={
        others.length > 1 && (
          <Button
            variant="ghost"
            size="sm"
            busy={revokeOthers.isPending}
            onClick={() => void act(() => revokeOthers.mutateAsync(undefined), t('others_ended'))}
          >
            {t('end_others')}
          </Button>
        )
      }
    >
      {sessions.isPending && <Waiting rows={2} className="p-4" />}
      {!sessions.data && sessions.error && (
        <LoadProblem
          compact
          error={sessions.error}
          busy={sessions.isFetching}
          onRetry={() => void sessions.refetch()}
        />
      )}
      {sessions.data && (
        <SessionList
          sessions={sessions.data}
          instant={instant}
          action={(session) =>
            !session.is_current && (
              <Button
                variant="outline"
                size="sm"
                busy={revoke.isPending && revoke.variables === session.id}
                onClick={() => void act(() => revoke.mutateAsync(session.id), t('ended'))}
              >
                {t('end')}
                <span className="sr-only"> {session.device}</span>
              </Button>
            )
          }
        />
      )}
    </Card>
  );
}
