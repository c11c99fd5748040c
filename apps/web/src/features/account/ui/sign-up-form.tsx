'use client';

import { useTranslations } from 'next-intl';
import type { Account } from '@/shared/api/generated';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field, Input } from '@/shared/ui/field';
import { NewPassword } from '@/shared/ui/new-password';
import { enter } from '../api/session';
import { FormNotice } from './form-notice';

export function SignUpForm({ onDone }: { onDone: (account: Account) => void }) {
  const t = useTranslations('store.auth');
  const { locale, region } = useStore();
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['full_name', 'email', 'password'],
    required: ['full_name', 'email', 'password'],
    requiredText: t('required'),
    send: ({ full_name = '', email = '', password = '', marketing_consent }) =>
      enter('sign-up', {
        full_name: full_name.trim(),
        email: email.trim(),
        password,
        locale,
        region,
        marketing_consent: marketing_consent === 'on',
      }),
    onDone,
  });
  return (
    <form {...form} className="grid gap-5">
      <FormNotice text={notice} />
      <Field label={t('full_name')} error={errorOf('full_name')}>
        {(control) => <Input {...control} name="full_name" dir="auto" autoComplete="name" maxLength={100} />}
      </Field>
      <Field label={t('email')} error={errorOf('email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            dir="ltr"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
        )}
      </Field>
      <NewPassword name="password" label={t('password')} error={errorOf('password')} />
      <Checkbox name="marketing_consent" label={t('marketing')} className="text-sm text-ink-soft" />
      <Button type="submit" size="lg" busy={isSending}>
        {t('sign_up')}
      </Button>
    </form>
  );
}
