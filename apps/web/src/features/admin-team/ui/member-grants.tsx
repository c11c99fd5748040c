'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useUnsaved } from '@/features/admin-kit';
import { permissions, useStaff } from '@/features/admin-session';
import type { TeamMemberDetail } from '@/shared/api/generated';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { useReloadMember, useSetGrants } from '../api/team';
import { edited, rebased, type Edits } from '../model/edits';
import { choiceOf, differences, merged, nowhere, toGrants, toPlan, type Plan } from '../model/plan';
import { GrantGrid, GridNote } from './grant-grid';

type MemberGrantsProps = { member: TeamMemberDetail; mayEdit: boolean; isSelf: boolean };

/** What a colleague may do. Someone else's change in between is shown beside one's own, which stay. */
export function MemberGrants({ member, mayEdit, isSelf }: MemberGrantsProps) {
  const t = useTranslations('admin.member');
  const tCommon = useTranslations('common');
  const { locale, can } = useStaff();
  const save = useSetGrants();
  const reload = useReloadMember();
  const [edits, setEdits] = useState<Edits<TeamMemberDetail, Plan>>(null);
  const [theirs, setTheirs] = useState<Plan>({});
  const [missing, setMissing] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  const now = toPlan(member.grants);
  const plan = edits?.draft ?? now;
  const changed = differences(toPlan((edits?.base ?? member).grants), plan).length;
  const isDirty = edits !== null && changed > 0;
  useUnsaved(isDirty);

  function start() {
    setEdits(null);
    setTheirs({});
    setMissing([]);
    setProblem(null);
  }

  async function send() {
    if (!edits || save.isPending) return;
    const without = nowhere(edits.draft);
    setMissing(without);
    setProblem(without.length > 0 ? t('regions_missing') : null);
    if (without.length > 0) return;
    try {
      await save.mutateAsync({
        id: member.id,
        grants: toGrants(edits.draft, permissions),
        version: edits.base.version,
      });
      toast.success(t('permissions_saved'));
      start();
    } catch (refusal) {
      if (toProblem(refusal).code === 'stale_version') await changedMeanwhile();
      else setProblem(problemText(refusal, locale));
    }
  }

  async function changedMeanwhile() {
    if (!edits) return;
    try {
      const fresh = await reload(member.id);
      const then = toPlan(edits.base.grants);
      const since = toPlan(fresh.grants);
      setTheirs(Object.fromEntries(differences(then, since).map((code) => [code, choiceOf(since, code)])));
      setEdits(rebased(edits, fresh, (base, draft) => merged(toPlan(base.grants), draft, since)));
      setProblem(t('changed_meanwhile'));
    } catch (refusal) {
      setProblem(problemText(refusal, locale));
    }
  }

  if (member.role === 'admin') return <GridNote reason="admin" />;
  return (
    <div className="grid gap-4">
      {!mayEdit && <GridNote reason={isSelf ? 'own' : can('team', 'manage') ? 'beyond' : 'view_only'} />}
      {problem && (
        <Alert tone="warn" role="alert">
          {problem}
        </Alert>
      )}
      <GrantGrid
        plan={plan}
        readOnly={!mayEdit}
        missing={missing}
        theirs={theirs}
        onChange={(draft) => setEdits(edited(edits, member, draft))}
      />
      {mayEdit && isDirty && (
        <div className="sticky bottom-3 z-20 flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-card p-3 ps-4 shadow-float">
          <p role="status" className="text-sm text-ink-soft">
            {t('unsaved', { count: changed })}
          </p>
          <div className="flex gap-2">
            <Button variant="ghost" size="sm" onClick={start}>
              {t('discard')}
            </Button>
            <Button variant="accent" size="sm" busy={save.isPending} onClick={() => void send()}>
              {tCommon('save')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
