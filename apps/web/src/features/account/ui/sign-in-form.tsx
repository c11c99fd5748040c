'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Account } from '@/shared/api/generated';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { PasswordInput } from '@/shared/ui/password-input';
import { enter } from '../api/session';
import { FormNotice } from './form-notice';

export function SignInForm({ onDone }: { onDone: (account: Account) => void }) {
  const t = useTranslations('store.auth');
  const { locale, path } = useStore();
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['email', 'password'],
    required: ['email', 'password'],
    requiredText: t('required'),
    send: ({ email = '', password = '' }) => enter('sign-in', { email: email.trim(), password }),
    onDone,
  });
  return (
    <form {...form} className="grid gap-5">
      <FormNotice text={notice} />
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
      <Field label={t('password')} error={errorOf('password')}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" size="lg" busy={isSending}>
        {t('sign_in')}
      </Button>
      <Link
        href={path('/reset-password')}
        className="justify-self-center rounded-sm text-sm text-ink-soft underline decoration-gold underline-offset-4 hover:text-accent-deep"
      >
        {t('forgot')}
      </Link>
    </form>
  );
}
