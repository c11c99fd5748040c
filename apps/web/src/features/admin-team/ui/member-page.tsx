'use client';

import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card, Initials } from '@/features/admin-kit';
import { sections, useStaff } from '@/features/admin-session';
import type { TeamMemberDetail } from '@/shared/api/generated';
import { useMember } from '../api/team';
import { MemberAccess } from './member-access';
import { ActiveBadge, RoleBadge, TotpBadge } from './member-badges';
import { MemberGrants } from './member-grants';
import { MemberProfile } from './member-profile';
import { MemberSessions } from './member-sessions';

/** Everything about a colleague; what can't be changed by whoever looks is only shown. */
export function MemberPage({ initial }: { initial: TeamMemberDetail }) {
  const t = useTranslations('admin.member');
  const tTeam = useTranslations('admin.team');
  const { path, account, can } = useStaff();
  const { data: member } = useMember(initial);
  const isSelf = member.id === account.id;
  const mayEdit = can('team', 'manage') && member.may_edit && !isSelf;

  return (
    <div className="grid grid-cols-1 gap-5">
      <header>
        <Link
          href={path(sections.team.path)}
          className="mb-2 inline-flex items-center gap-1 rounded-sm text-sm text-ink-soft hover:text-accent-deep"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          {tTeam('title')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Initials name={member.full_name} className="size-12 text-sm" />
          <div className="min-w-0">
            <h1 className="display text-display-3">
              <bdi>{member.full_name}</bdi>
            </h1>
            <p className="text-sm text-ink-soft">
              {member.title && (
                <>
                  <bdi>{member.title}</bdi> ·{' '}
                </>
              )}
              <bdi dir="ltr" className="break-all">
                {member.email}
              </bdi>
            </p>
          </div>
          <div className="flex flex-wrap gap-1.5 sm:ms-auto">
            <RoleBadge role={member.role} />
            <ActiveBadge isActive={member.is_active} />
            <TotpBadge isEnrolled={member.totp_enrolled} />
          </div>
        </div>
      </header>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title={t('permissions')}>
          <MemberGrants member={member} mayEdit={mayEdit} isSelf={isSelf} />
        </Card>
        <div className="grid gap-5">
          {mayEdit && (
            <Card title={t('profile')}>
              <MemberProfile member={member} />
            </Card>
          )}
          <MemberSessions member={member} mayEdit={mayEdit} />
          {mayEdit && <MemberAccess key={member.role} member={member} />}
        </div>
      </div>
    </div>
  );
}
