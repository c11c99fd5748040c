'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { IconButton } from '@/shared/ui/icon-button';
import { useSignIn } from '../api/use-session';

export function SignIn() {
  const t = useTranslations('store.account');
  const { locale } = useStore();
  const signIn = useSignIn();
  const [isShown, setShown] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    signIn.mutate({ email: String(data.get('email')).trim(), password: String(data.get('password')) });
  }

  return (
    <div className="mx-auto grid max-w-md gap-10">
      <header className="text-center">
        <h1 className="display text-display-2">{t('sign_in')}</h1>
        <p className="mt-3 text-ink-soft">{t('sign_in_text')}</p>
      </header>
      <form onSubmit={submit} className="grid gap-5">
        {signIn.error && (
          <Alert tone="error" role="alert">
            {problemText(signIn.error, locale)}
          </Alert>
        )}
        <Field label={t('email')}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              dir="ltr"
              autoComplete="username"
              required
              maxLength={254}
            />
          )}
        </Field>
        <Field label={t('password')}>
          {(control) => (
            <span className="relative block" dir="ltr">
              <Input
                {...control}
                name="password"
                type={isShown ? 'text' : 'password'}
                autoComplete="current-password"
                required
                maxLength={200}
                className="pe-12 rtl:text-left"
              />
              <IconButton
                label={t(isShown ? 'hide_password' : 'show_password')}
                onClick={() => setShown(!isShown)}
                className="absolute end-0.5 top-0.5 text-ink-soft"
              >
                {isShown ? <EyeOff aria-hidden className="size-5" /> : <Eye aria-hidden className="size-5" />}
              </IconButton>
            </span>
          )}
        </Field>
        <Button type="submit" size="lg" busy={signIn.isPending}>
          {t('sign_in')}
        </Button>
      </form>
      <div className="rounded-card bg-cream p-6 text-center">
        <p className="font-medium">{t('guest_title')}</p>
        <p className="mt-1 text-[0.9375rem] text-ink-soft">{t('guest_text')}</p>
      </div>
    </div>
  );
}
