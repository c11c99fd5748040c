'use client';

import { MailCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { forgotPassword } from '@/shared/api/generated';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { Field, Input } from '@/shared/ui/field';
import { FormNotice } from './form-notice';
import { NarrowPage } from './narrow-page';

/** Asks for a link to choose a new password; says the same whether or not anybody has the address. */
export function ForgotPassword() {
  const t = useTranslations('store.auth');
  const { locale, region, path } = useStore();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['email'],
    required: ['email'],
    requiredText: t('required'),
    send: async (values) => {
      const email = (values.email ?? '').trim();
      await forgotPassword({ body: { email, region }, throwOnError: true });
      return email;
    },
    onDone: setSentTo,
  });
  if (sentTo) {
    return (
      <div role="status">
        <EmptyState
          as="h1"
          icon={MailCheck}
          title={t('forgot_sent')}
          text={t.rich('forgot_sent_text', { email: sentTo, n: (chunks) => <bdi dir="ltr">{chunks}</bdi> })}
          action={
            <Button asChild variant="outline">
              <Link href={path('/sign-in')}>{t('back_to_sign_in')}</Link>
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <NarrowPage title={t('forgot_title')} text={t('forgot_text')}>
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
        <Button type="submit" size="lg" busy={isSending}>
          {t('forgot_submit')}
        </Button>
      </form>
    </NarrowPage>
  );
}
