'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Card, ConfirmDialog } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { Role, TeamMemberDetail } from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';
import { useReloadMember, useResetTotp, useSetRole, useUpdateMember } from '../api/team';

type Question = 'disable' | 'enable' | 'role' | 'totp';

const roles: readonly Role[] = ['manager', 'admin', 'customer'];

/** The heavy switches: may they come in at all, as what, and with which second step. */
export function MemberAccess({ member }: { member: TeamMemberDetail }) {
  const t = useTranslations('admin.member');
  const tRole = useTranslations('admin.account.role');
  const { isAdmin } = useStaff();
  const update = useUpdateMember();
  const setRole = useSetRole();
  const resetTotp = useResetTotp();
  const reload = useReloadMember();
  const [question, setQuestion] = useState<Question | null>(null);
  const [role, chooseRole] = useState<Role>(member.role);
  const name = member.full_name;
  const { id, version } = member;

  const answers: Record<Question, () => Promise<unknown>> = {
    disable: () => update.mutateAsync({ id, body: { is_active: false, version } }),
    enable: () => update.mutateAsync({ id, body: { is_active: true, version } }),
    role: () => setRole.mutateAsync({ id, role, version }),
    totp: () => resetTotp.mutateAsync(id),
  };

  async function confirm(asked: Question) {
    try {
      await answers[asked]();
      toast.success(t(`${asked}_done`, { name }));
    } catch (refusal) {
      // The question is asked of a state that is past: show the present one, and let the person confirm again.
      if (toProblem(refusal).code === 'stale_version') await reload(id);
      throw refusal;
    }
  }

  return (
    <Card title={t('access')}>
      <div className="grid gap-3">
        {isAdmin && (
          <div className="flex items-end gap-2">
            <Field label={t('role')} className="flex-1">
              {(control) => (
                <Select
                  {...control}
                  value={role}
                  onChange={(event) =>
                    chooseRole(roles.find((known) => known === event.target.value) ?? member.role)
                  }
                >
                  {roles.map((known) => (
                    <option key={known} value={known}>
                      {known === 'customer' ? t('role_customer') : tRole(known)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button
              variant="outline"
              className="h-12 px-4"
              disabled={role === member.role}
              onClick={() => setQuestion('role')}
            >
              {t('role_change')}
            </Button>
          </div>
        )}
        {isAdmin && member.totp_enrolled && (
          <Button variant="outline" size="sm" onClick={() => setQuestion('totp')}>
            {t('totp')}
          </Button>
        )}
        <Button
          variant="outline"
          size="sm"
          className={
            member.is_active ? 'border-error/40 text-error hover:border-error hover:bg-error-soft' : ''
          }
          onClick={() => setQuestion(member.is_active ? 'disable' : 'enable')}
        >
          {t(member.is_active ? 'disable' : 'enable')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={question !== null}
        title={question && t(`${question}_title`, { name })}
        text={
          question === 'role' ? t(`role_text_${role}`, { name }) : question && t(`${question}_text`, { name })
        }
        action={question ? t(question === 'role' ? 'role_change' : question) : ''}
        tone={question === 'enable' ? 'accent' : 'danger'}
        onConfirm={async () => {
          if (question) await confirm(question);
        }}
        onClose={() => setQuestion(null)}
      />
    </Card>
  );
}
