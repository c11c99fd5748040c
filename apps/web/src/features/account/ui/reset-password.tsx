'use client';

import { KeyRound, Link2Off } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { resetPassword } from '@/shared/api/generated';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { NewPassword } from '@/shared/ui/new-password';
import { FormNotice } from './form-notice';
import { NarrowPage } from './narrow-page';

/** Behind the link of a mail: a new password, once. */
export function ResetPassword({ token }: { token: string }) {
  const t = useTranslations('store.auth');
  const { locale, path } = useStore();
  const [state, setState] = useState<'open' | 'done' | 'expired'>('open');
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['password'],
    required: ['password'],
    requiredText: t('required'),
    explain: (problem) => {
      if (problem.code === 'link_expired') setState('expired');
      return null;
    },
    send: ({ password = '' }) => resetPassword({ body: { token, password }, throwOnError: true }),
    onDone: () => setState('done'),
  });
  if (state === 'expired') return <ExpiredLink action={t('forgot_again')} href={path('/reset-password')} />;
  if (state === 'done') {
    return (
      <div role="status">
        <EmptyState
          as="h1"
          icon={KeyRound}
          title={t('reset_done')}
          text={t('reset_done_text')}
          action={
            <Button asChild>
              <Link href={path('/sign-in')}>{t('sign_in')}</Link>
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <NarrowPage title={t('reset_title')} text={t('reset_text')}>
      <form {...form} className="grid gap-5">
        <FormNotice text={notice} />
        <NewPassword name="password" label={t('new_password')} error={errorOf('password')} />
        <Button type="submit" size="lg" busy={isSending}>
          {t('reset_submit')}
        </Button>
      </form>
    </NarrowPage>
  );
}

export function ExpiredLink({ action, href }: { action: string; href: string }) {
  const t = useTranslations('store.auth');
  return (
    <div role="alert">
      <EmptyState
        as="h1"
        icon={Link2Off}
        title={t('link_expired')}
        text={t('link_expired_text')}
        action={
          <Button asChild>
            <Link href={href}>{action}</Link>
          </Button>
        }
      />
    </div>
  );
}
