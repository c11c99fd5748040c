'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useUnsaved } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { TeamMemberDetail } from '@/shared/api/generated';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { useReloadMember, useUpdateMember } from '../api/team';
import { edited, rebased, type Edits } from '../model/edits';

type Draft = { full_name: string; title: string };

const fields = new Set(['full_name', 'title']);

/** What I typed is mine, the other field is whatever it has become. */
function mergedProfile(base: Draft, mine: Draft, onto: Draft): Draft {
  return {
    full_name: mine.full_name === base.full_name ? onto.full_name : mine.full_name,
    title: mine.title === base.title ? onto.title : mine.title,
  };
}

export function MemberProfile({ member }: { member: TeamMemberDetail }) {
  const t = useTranslations('admin.member');
  const tInvite = useTranslations('admin.invite');
  const tCommon = useTranslations('common');
  const { locale } = useStaff();
  const update = useUpdateMember();
  const reload = useReloadMember();
  const [edits, setEdits] = useState<Edits<TeamMemberDetail, Draft>>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const draft = edits?.draft ?? member;
  const base = edits?.base ?? member;
  const isDirty = draft.full_name !== base.full_name || draft.title !== base.title;
  const set = (change: Partial<Draft>) =>
    setEdits(edited(edits, member, { full_name: draft.full_name, title: draft.title, ...change }));
  useUnsaved(isDirty);

  async function send() {
    const full_name = draft.full_name.trim();
    setErrors(full_name === '' ? { full_name: tInvite('name_required') } : {});
    setProblem(null);
    if (full_name === '' || !isDirty || update.isPending) return;
    try {
      const body = { full_name, title: draft.title.trim(), version: base.version };
      await update.mutateAsync({ id: member.id, body });
      setEdits(null);
      toast.success(t('profile_saved'));
    } catch (refusal) {
      const { code, fields: found } = toProblem(refusal);
      if (code === 'stale_version') {
        const fresh = await reload(member.id).catch(() => null);
        if (fresh) setEdits(rebased(edits, fresh, mergedProfile));
        setProblem(t('changed_meanwhile'));
        return;
      }
      const sorted = byField(found, locale, fields);
      setErrors(sorted.fields);
      if (Object.keys(sorted.fields).length === 0) setProblem(problemText(refusal, locale));
    }
  }

  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <Alert tone="warn" role="alert">
          {problem}
        </Alert>
      )}
      <Field label={tInvite('full_name')} error={errors.full_name}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={100}
            value={draft.full_name}
            onChange={(event) => set({ full_name: event.target.value })}
          />
        )}
      </Field>
      <Field label={tInvite('job')} optional={tCommon('optional')} error={errors.title}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={80}
            value={draft.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" variant="soft" size="sm" busy={update.isPending} disabled={!isDirty}>
        {tCommon('save')}
      </Button>
    </form>
  );
}
