'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Eye, EyeOff } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { zSignInInput } from '@/shared/api/generated/zod.gen';
import { isLocale } from '@/shared/i18n/locales';
import { problemText } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { signInStaff } from '../api/session';
import { afterSignIn } from '../model/paths';

const schema = zSignInInput.extend({
  email: z.email('email_invalid'),
  password: z.string().min(1, 'password_required'),
});
type Values = z.infer<typeof schema>;

export function SignInForm({ next }: { next: string | null }) {
  const t = useTranslations('admin.sign_in');
  const current = useLocale();
  const locale = isLocale(current) ? current : 'en';
  const [problem, setProblem] = useState<string | null>(null);
  const [isShown, setShown] = useState(false);
  const { register, handleSubmit, formState, setFocus } = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;
  const said = (message?: string) => (message ? t(message) : undefined);

  async function submit(values: Values) {
    setProblem(null);
    try {
      await signInStaff(values);
      // A whole new page: nothing of a session before this one may linger.
      window.location.assign(afterSignIn(locale, next));
    } catch (error) {
      setProblem(problemText(error, locale));
      setFocus('password', { shouldSelect: true });
      throw error;
    }
  }

  return (
    <form
      // Sent before the script is here, a GET would write the password into the address.
      method="post"
      noValidate
      className="grid gap-5"
      // The refusal is on the page; react-hook-form only needs to know that it wasn't a success.
      onSubmit={(event) => void handleSubmit(submit)(event).catch(() => undefined)}
    >
      {problem && (
        <Alert tone="error" role="alert">
          {problem}
        </Alert>
      )}
      <Field label={t('email')} error={said(errors.email?.message)}>
        {(control) => (
          <Input
            {...control}
            {...register('email')}
            type="email"
            dir="ltr"
            autoComplete="username"
            autoFocus
            spellCheck={false}
          />
        )}
      </Field>
      <Field label={t('password')} error={said(errors.password?.message)}>
        {(control) => (
          <span className="relative block">
            <Input
              {...control}
              {...register('password')}
              type={isShown ? 'text' : 'password'}
              dir="ltr"
              className="pe-12"
              autoComplete="current-password"
            />
            <button
              type="button"
              aria-label={t(isShown ? 'hide_password' : 'show_password')}
              onClick={() => setShown(!isShown)}
              className="absolute end-1 top-1 grid size-10 place-items-center rounded-full text-ink-soft transition-colors hover:text-ink"
            >
              {isShown ? (
                <EyeOff aria-hidden className="size-[1.125rem]" />
              ) : (
                <Eye aria-hidden className="size-[1.125rem]" />
              )}
            </button>
          </span>
        )}
      </Field>
      <Button
        type="submit"
        variant="accent"
        className="mt-1 w-full"
        busy={isSubmitting || isSubmitSuccessful}
      >
        {t('submit')}
      </Button>
    </form>
  );
}
