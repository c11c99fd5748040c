'use client';

import { Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import {
  Initials,
  LoadProblem,
  Nothing,
  Pager,
  SearchField,
  SmallSelect,
  useAddress,
  Waiting,
} from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { TeamMember } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { Table, Td, Th, Tr } from '@/shared/ui/table';
import { useTeam } from '../api/team';
import { isFiltered, noFilters, parseFilters, statuses, toSearch } from '../model/filters';
import { ActiveBadge, RoleBadge, TotpBadge } from './member-badges';
import { TeamHeader } from './team-header';
import { TwoStepSetting } from './two-step-setting';

export function TeamList() {
  const t = useTranslations('admin.team');
  const { filters, href, go, refine } = useAddress(parseFilters, toSearch);
  const team = useTeam(filters);
  const { data, error, isPlaceholderData } = team;
  return (
    <>
      <TeamHeader />
      <div className="mt-4 grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
          <SearchField
            value={filters.q}
            label={t('search')}
            placeholder={t('search_placeholder')}
            onSearch={(q) => refine({ ...filters, q, trail: [] })}
          />
          <SmallSelect
            label={t('status')}
            value={filters.status ?? 'all'}
            options={(['all', ...statuses] as const).map((value) => ({ value, label: t(`filter_${value}`) }))}
            onChange={(value) => go({ ...filters, status: value === 'all' ? null : value, trail: [] })}
          />
        </div>
        <section aria-label={t('members')} aria-busy={team.isPending || isPlaceholderData}>
          {!data && error && (
            <LoadProblem
              error={error}
              busy={team.isFetching}
              onRetry={() => void team.refetch()}
              onClear={() => go(noFilters)}
            />
          )}
          {team.isPending && <Waiting rows={5} />}
          {data && data.items.length === 0 && (
            <Nothing
              icon={Users}
              title={t(isFiltered(filters) ? 'nothing_title' : 'empty_title')}
              text={t(isFiltered(filters) ? 'nothing_text' : 'empty_text')}
              onClear={isFiltered(filters) ? () => go(noFilters) : undefined}
            />
          )}
          {data && data.items.length > 0 && (
            <div className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}>
              <MembersTable members={data.items} />
              <MemberCards members={data.items} />
              <Pager
                trail={filters.trail}
                nextCursor={data.next_cursor}
                summary={t('total', { count: data.total })}
                href={(trail) => href({ ...filters, trail })}
                go={(trail) => go({ ...filters, trail })}
              />
            </div>
          )}
        </section>
        <TwoStepSetting />
      </div>
    </>
  );
}

function MemberLink({ member }: { member: TeamMember }) {
  const { path } = useStaff();
  return (
    <Link
      href={path(`/team/${member.id}`)}
      className="font-medium text-ink after:absolute after:inset-0 hover:text-accent-deep focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <bdi>{member.full_name}</bdi>
    </Link>
  );
}

/** What they do, and that it is oneself. */
function Title({ member }: { member: TeamMember }) {
  const t = useTranslations('admin.team');
  const { account } = useStaff();
  const words = [member.title, member.id === account.id ? t('you') : ''].filter(Boolean);
  return <bdi>{words.join(' · ')}</bdi>;
}

function LastSeen({ member }: { member: TeamMember }) {
  const t = useTranslations('admin.team');
  const { instant } = useStaff();
  return member.last_seen_at ? (
    <time dateTime={member.last_seen_at}>{instant(member.last_seen_at)}</time>
  ) : (
    <span className="text-ink-faint">{t('never_seen')}</span>
  );
}

function MembersTable({ members }: { members: readonly TeamMember[] }) {
  const t = useTranslations('admin.team');
  return (
    <div className="hidden md:block">
      <Table>
        <caption className="sr-only">{t('members')}</caption>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('role')}</Th>
            <Th>{t('permissions')}</Th>
            <Th>{t('security')}</Th>
            <Th>{t('last_seen')}</Th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Tr key={member.id} className="relative">
              <Td className="py-2.5">
                <span className="flex items-center gap-3">
                  <Initials name={member.full_name} />
                  <span className="min-w-0">
                    <MemberLink member={member} />
                    <span dir="ltr" className="block truncate text-xs text-ink-faint rtl:text-right">
                      {member.email}
                    </span>
                  </span>
                </span>
              </Td>
              <Td className="py-2.5">
                <span className="flex flex-wrap items-center gap-1.5">
                  <RoleBadge role={member.role} />
                  {!member.is_active && <ActiveBadge isActive={false} />}
                </span>
                <span className="mt-1 block text-xs text-ink-faint empty:hidden">
                  <Title member={member} />
                </span>
              </Td>
              <Td className="py-2.5 tabular">
                {member.role === 'admin'
                  ? t('everything')
                  : t('grant_count', { count: member.grants.length })}
              </Td>
              <Td className="py-2.5">
                <TotpBadge isEnrolled={member.totp_enrolled} />
              </Td>
              <Td className="py-2.5 whitespace-nowrap text-ink-soft">
                <LastSeen member={member} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function MemberCards({ members }: { members: readonly TeamMember[] }) {
  const t = useTranslations('admin.team');
  return (
    <ul className="grid grid-cols-1 gap-2.5 md:hidden">
      {members.map((member) => (
        <li key={member.id} className="relative rounded-card border border-line bg-card p-4">
          <div className="flex items-center gap-3">
            <Initials name={member.full_name} />
            <div className="min-w-0 flex-1">
              <MemberLink member={member} />
              <p className="truncate text-sm text-ink-faint">
                <Title member={member} />
              </p>
            </div>
          </div>
          <div className="mt-3 flex flex-wrap gap-1.5">
            <RoleBadge role={member.role} />
            <TotpBadge isEnrolled={member.totp_enrolled} />
            {!member.is_active && <ActiveBadge isActive={false} />}
          </div>
          <p className="mt-2.5 text-xs text-ink-faint">
            {t('last_seen')}: <LastSeen member={member} />
          </p>
        </li>
      ))}
    </ul>
  );
}
