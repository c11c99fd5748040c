'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Card } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { NewPassword } from '@/shared/ui/new-password';
import { PasswordInput } from '@/shared/ui/password-input';
import { useChangePassword } from '../api/security';

const fields = new Set(['current_password', 'new_password']);

/** A new password; it signs out every other device. */
export function PasswordCard() {
  const t = useTranslations('admin.password');
  const { account, locale } = useStaff();
  const change = useChangePassword();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  /** A new one each time it has worked: its fields are empty again. */
  const [round, setRound] = useState(0);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (change.isPending) return;
    const form = new FormData(event.currentTarget);
    const current_password = String(form.get('current_password'));
    const new_password = String(form.get('new_password'));
    const missing: Record<string, string> = {};
    if (current_password === '') missing.current_password = t('current_required');
    if (new_password === '') missing.new_password = t('new_required');
    setErrors(missing);
    setProblem(null);
    if (Object.keys(missing).length > 0) return;
    try {
      await change.mutateAsync({ current_password, new_password });
      toast.success(t('done'));
      setRound(round + 1);
    } catch (refusal) {
      const { code, fields: found } = toProblem(refusal);
      const sorted = byField(found, locale, fields);
      if (code === 'invalid_credentials') sorted.fields.current_password = t('current_wrong');
      setErrors(sorted.fields);
      if (Object.keys(sorted.fields).length === 0) setProblem(problemText(refusal, locale));
    }
  }

  return (
    <Card title={t('title')}>
      <form
        key={round}
        method="post"
        noValidate
        className="grid max-w-md gap-4"
        onSubmit={(event) => void submit(event)}
      >
        {problem && (
          <Alert tone="error" role="alert">
            {problem}
          </Alert>
        )}
        <input type="text" autoComplete="username" value={account.email ?? ''} readOnly hidden />
        <Field label={t('current')} error={errors.current_password}>
          {(control) => (
            <PasswordInput {...control} name="current_password" autoComplete="current-password" />
          )}
        </Field>
        <NewPassword name="new_password" label={t('new')} error={errors.new_password} />
        <p className="text-sm text-ink-faint">{t('note')}</p>
        <Button
          type="submit"
          variant="accent"
          size="sm"
          className="justify-self-start"
          busy={change.isPending}
        >
          {t('submit')}
        </Button>
      </form>
    </Card>
  );
}
