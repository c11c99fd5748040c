'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import type { InvitationPreview } from '@/shared/api/generated';
import { isLocale } from '@/shared/i18n/locales';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { NewPassword } from '@/shared/ui/new-password';
import { acceptInvitation } from '../api/session';
import { adminPath } from '../model/paths';

const fields = new Set(['full_name', 'password']);
const longestName = 100;

/** Makes an invitation an account: a name, a password, and one is in. */
export function InvitationForm({ token, invitation }: { token: string; invitation: InvitationPreview }) {
  const t = useTranslations('admin.invitation');
  const tSignIn = useTranslations('admin.sign_in');
  const current = useLocale();
  const locale = isLocale(current) ? current : 'en';
  const [problem, setProblem] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    const full_name = String(form.get('full_name')).trim();
    const password = String(form.get('password'));
    const missing: Record<string, string> = {};
    if (full_name === '') missing.full_name = t('name_required');
    if (password === '') missing.password = tSignIn('password_required');
    setErrors(missing);
    setProblem(null);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    try {
      await acceptInvitation({ token, password, full_name });
      window.location.assign(adminPath(locale));
    } catch (refusal) {
      const sorted = byField(toProblem(refusal).fields, locale, fields);
      setErrors(sorted.fields);
      if (Object.keys(sorted.fields).length === 0) setProblem(problemText(refusal, locale));
      setBusy(false);
    }
  }

  return (
    <form method="post" noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
      {problem && (
        <Alert tone="error" role="alert">
          {problem}
        </Alert>
      )}
      <Field label={tSignIn('email')} hint={t('email_hint')}>
        {(control) => (
          <Input
            {...control}
            type="email"
            dir="ltr"
            autoComplete="username"
            readOnly
            value={invitation.email}
          />
        )}
      </Field>
      <Field label={t('name')} error={errors.full_name}>
        {(control) => (
          <Input
            {...control}
            name="full_name"
            dir="auto"
            autoComplete="name"
            defaultValue={invitation.full_name}
            maxLength={longestName}
          />
        )}
      </Field>
      <NewPassword name="password" label={t('password')} error={errors.password} />
      <Button type="submit" variant="accent" className="mt-1 w-full" busy={isBusy}>
        {t('submit')}
      </Button>
    </form>
  );
}
