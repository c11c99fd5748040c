'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Card, ConfirmDialog, SessionList } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { TeamMemberDetail } from '@/shared/api/generated';
import { Button } from '@/shared/ui/button';
import { useRevokeSessions } from '../api/team';

/** Where a colleague is signed in. */
export function MemberSessions({ member, mayEdit }: { member: TeamMemberDetail; mayEdit: boolean }) {
  const t = useTranslations('admin.member');
  const { instant } = useStaff();
  const revoke = useRevokeSessions();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card flush title={t('sessions')}>
      {member.sessions.length === 0 ? (
        <p className="p-4 text-sm text-ink-soft md:px-5">{t('no_sessions')}</p>
      ) : (
        <SessionList sessions={member.sessions} instant={instant} />
      )}
      {mayEdit && member.sessions.length > 0 && (
        <div className="border-t border-line p-3">
          <Button variant="outline" size="sm" className="w-full" onClick={() => setAsking(true)}>
            {t('revoke_sessions')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('revoke_sessions_title', { name: member.full_name })}
        text={t('revoke_sessions_text')}
        action={t('revoke_sessions')}
        tone="danger"
        onConfirm={async () => {
          await revoke.mutateAsync(member.id);
          toast.success(t('sessions_revoked'));
        }}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}
