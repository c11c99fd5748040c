'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { isLocale } from '@/shared/i18n/locales';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { PasswordInput } from '@/shared/ui/password-input';
import { signInStaff } from '../api/session';
import { afterSignIn } from '../model/paths';
import { SecondStep } from './second-step';

const schema = z.object({
  email: z.email('email_invalid'),
  password: z.string().min(1, 'password_required'),
});
type Values = z.infer<typeof schema>;

/** E-mail and password, then the second step for those who have one. */
export function SignInForm({ next }: { next: string | null }) {
  const t = useTranslations('admin.sign_in');
  const current = useLocale();
  const locale = isLocale(current) ? current : 'en';
  const [problem, setProblem] = useState<string | null>(null);
  /** Right so far; kept until the code comes with it. */
  const [proven, setProven] = useState<Values | null>(null);
  const { register, handleSubmit, formState, setFocus, reset } = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;
  const said = (message?: string) => (message ? t(message) : undefined);
  // A whole new page: nothing of a session before this one may linger.
  const enter = () => window.location.assign(afterSignIn(locale, next));

  async function submit(values: Values) {
    setProblem(null);
    try {
      await signInStaff(values);
      enter();
    } catch (error) {
      if (toProblem(error).code === 'totp_required') setProven(values);
      else {
        setProblem(problemText(error, locale));
        setFocus('password', { shouldSelect: true });
      }
      throw error;
    }
  }

  if (proven) {
    return (
      <SecondStep
        send={async (second) => {
          await signInStaff({ ...proven, ...second });
          enter();
        }}
        onBack={() => {
          reset({ email: proven.email, password: '' });
          setProven(null);
        }}
      />
    );
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
          <PasswordInput {...control} {...register('password')} autoComplete="current-password" />
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
