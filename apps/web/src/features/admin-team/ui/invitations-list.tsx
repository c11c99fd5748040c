'use client';

import { MailPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog, LoadProblem, Nothing, Pager, useAddress, Waiting } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { Invitation } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { problemText } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { useInvitations, useResendInvitation, useRevokeInvitation } from '../api/team';
import { parseInvitationFilters, toInvitationSearch } from '../model/filters';
import { InvitationBadge, RoleBadge } from './member-badges';
import { TeamHeader } from './team-header';

export function InvitationsList() {
  const t = useTranslations('admin.invitations');
  const { filters, href, go } = useAddress(parseInvitationFilters, toInvitationSearch);
  const invitations = useInvitations(filters.trail);
  const revoke = useRevokeInvitation();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const { data, error, isPlaceholderData } = invitations;
  return (
    <>
      <TeamHeader />
      <section
        aria-label={t('title')}
        aria-busy={invitations.isPending || isPlaceholderData}
        className="mt-4"
      >
        {!data && error && (
          <LoadProblem
            error={error}
            busy={invitations.isFetching}
            onRetry={() => void invitations.refetch()}
            onClear={() => go({ trail: [] })}
          />
        )}
        {invitations.isPending && <Waiting rows={4} />}
        {data && data.items.length === 0 && (
          <Nothing icon={MailPlus} title={t('empty_title')} text={t('empty_text')} />
        )}
        {data && data.items.length > 0 && (
          <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
            <ul className="divide-y divide-line rounded-card border border-line bg-card">
              {data.items.map((invitation) => (
                <Row key={invitation.id} invitation={invitation} onRevoke={() => setRevoking(invitation)} />
              ))}
            </ul>
            <Pager
              trail={filters.trail}
              nextCursor={data.next_cursor}
              summary={t('total', { count: data.total })}
              href={(trail) => href({ trail })}
              go={(trail) => go({ trail })}
            />
          </div>
        )}
      </section>
      <ConfirmDialog
        isOpen={revoking !== null}
        title={t('revoke_title', { name: revoking?.full_name ?? '' })}
        text={t('revoke_text')}
        action={t('revoke')}
        tone="danger"
        onConfirm={async () => {
          if (!revoking) return;
          await revoke.mutateAsync(revoking.id);
          toast.success(t('revoked'));
        }}
        onClose={() => setRevoking(null)}
      />
    </>
  );
}

function Row({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const t = useTranslations('admin.invitations');
  const tTeam = useTranslations('admin.team');
  const { can, instant, isAdmin, locale } = useStaff();
  const resend = useResendInvitation();
  const isWaiting = invitation.status === 'open' || invitation.status === 'expired';
  const mayChange = can('team', 'manage') && (isAdmin || invitation.role !== 'admin');

  async function sendAgain() {
    try {
      await resend.mutateAsync(invitation.id);
      toast.success(t('resent', { email: invitation.email }));
    } catch (refusal) {
      toast.error(problemText(refusal, locale));
    }
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 p-4 md:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <bdi className="font-medium">{invitation.full_name}</bdi>
          <InvitationBadge status={invitation.status} />
          <RoleBadge role={invitation.role} />
        </p>
        <p className="text-sm text-ink-soft">
          <bdi dir="ltr" className="break-all">
            {invitation.email}
          </bdi>
          {invitation.role !== 'admin' && <> · {tTeam('grant_count', { count: invitation.grants.length })}</>}
        </p>
        <p className="text-xs text-ink-faint">
          {invitation.invited_by
            ? t('by', { name: invitation.invited_by.name, time: instant(invitation.created_at) })
            : t('at', { time: instant(invitation.created_at) })}
          {isWaiting && (
            <>
              {' '}
              ·{' '}
              {t(invitation.status === 'open' ? 'until' : 'was_until', {
                time: instant(invitation.expires_at),
              })}
            </>
          )}
        </p>
      </div>
      {isWaiting && mayChange && (
        <div className="flex gap-2">
          <Button variant="outline" size="sm" busy={resend.isPending} onClick={() => void sendAgain()}>
            {t('resend')}
            <span className="sr-only"> {invitation.full_name}</span>
          </Button>
          <Button variant="ghost" size="sm" className="text-error" onClick={onRevoke}>
            {t('revoke')}
            <span className="sr-only"> {invitation.full_name}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
