'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changeEmail, changePassword, type Account, type AuthOptions } from '@/shared/api/generated';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { NewPassword } from '@/shared/ui/new-password';
import { PasswordInput } from '@/shared/ui/password-input';
import { toast } from '@/shared/ui/toast';
import { useAccountChanged } from '../api/use-account';
import { DeleteAccount } from './delete-account';
import { FormNotice } from './form-notice';
import { AccountHeading, Panel } from './panel';
import { useFresh } from './reauthenticate';
import { Sessions } from './sessions';

type SecurityProps = {
  account: Account;
  options: AuthOptions;
  /** How the way through Google or Apple ended, when the visitor comes back from it: `yes` or a code. */
  confirmed?: string;
};

/** How one signs in, and where one is signed in. */
export function Security({ account, options, confirmed }: SecurityProps) {
  const t = useTranslations('store.account');
  const { fresh, dialog } = useFresh(account, options);
  return (
    <>
      <AccountHeading title={t('security')} text={t('security_text')} />
      {confirmed && (
        <Alert tone={confirmed === 'yes' ? 'success' : 'error'} className="mb-6">
          {t(confirmed === 'yes' ? 'again_done' : 'again_failed')}
        </Alert>
      )}
      <div className="grid gap-6">
        <Email account={account} fresh={fresh} />
        <Password account={account} fresh={fresh} />
        {account.providers.length > 0 && (
          <Panel id="providers" title={t('providers')} text={t('providers_text')}>
            <ul className="flex flex-wrap gap-2">
              {account.providers.map((name) => (
                <li key={name}>
                  <Badge className="px-4 py-2 text-sm">{t(`provider_${name}`)}</Badge>
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Sessions />
        <DeleteAccount fresh={fresh} />
      </div>
      {dialog}
    </>
  );
}

export type Fresh = ReturnType<typeof useFresh>['fresh'];

function Email({ account, fresh }: { account: Account; fresh: Fresh }) {
  const t = useTranslations('store.account');
  const tAuth = useTranslations('store.auth');
  const tCommon = useTranslations('common');
  const { locale } = useStore();
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed');
  // A mailbox nobody ever confirmed has no say in it.
  const asksBoth = account.email !== null && account.email_verified;
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['email'],
    required: ['email'],
    requiredText: tAuth('required'),
    send: ({ email = '' }) => fresh(() => changeEmail({ body: { email: email.trim() }, throwOnError: true })),
    onDone: () => setState('sent'),
  });
  return (
    <Panel
      id="email"
      title={tAuth('email')}
      text={
        account.email ? (
          <span className="flex flex-wrap items-center gap-2">
            <bdi className="break-all">{account.email}</bdi>
            <Badge tone={account.email_verified ? 'success' : 'warn'}>
              {t(account.email_verified ? 'verified' : 'unverified')}
            </Badge>
          </span>
        ) : (
          t('email_none')
        )
      }
      aside={
        state === 'closed' && (
          <Button variant="outline" size="sm" onClick={() => setState('open')}>
            {t(account.email ? 'change' : 'email_add')}
          </Button>
        )
      }
    >
      {state === 'sent' ? (
        <Alert tone="info">{t(asksBoth ? 'email_sent' : 'email_sent_new')}</Alert>
      ) : state === 'open' ? (
        <form {...form} className="grid max-w-md gap-5">
          <FormNotice text={notice} />
          <Field
            label={t('new_email')}
            hint={t(asksBoth ? 'new_email_hint' : 'new_email_hint_one')}
            error={errorOf('email')}
          >
            {(control) => (
              <Input
                {...control}
                name="email"
                type="email"
                dir="ltr"
                autoComplete="email"
                autoFocus
                maxLength={254}
              />
            )}
          </Field>
          <div className="flex gap-3">
            <Button type="submit" busy={isSending}>
              {t(asksBoth ? 'email_submit' : 'email_submit_one')}
            </Button>
            <Button variant="ghost" onClick={() => setState('closed')}>
              {tCommon('cancel')}
            </Button>
          </div>
        </form>
      ) : null}
    </Panel>
  );
}

function Password({ account, fresh }: { account: Account; fresh: Fresh }) {
  const t = useTranslations('store.account');
  const tAuth = useTranslations('store.auth');
  const tCommon = useTranslations('common');
  const { locale } = useStore();
  const [isOpen, setOpen] = useState(false);
  const changed = useAccountChanged();
  const has = account.has_password;
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['current_password', 'new_password'],
    required: has ? ['current_password', 'new_password'] : ['new_password'],
    requiredText: tAuth('required'),
    rename: { password: 'new_password' },
    explain: (problem) => (problem.code === 'invalid_credentials' ? t('password_wrong') : null),
    send: ({ current_password, new_password = '' }) =>
      fresh(() =>
        changePassword({
          body: { new_password, ...(has && { current_password }) },
          throwOnError: true,
        }),
      ),
    onDone: () => {
      toast.success(t('password_saved'));
      setOpen(false);
      changed();
    },
  });
  return (
    <Panel
      id="password"
      title={tAuth('password')}
      text={t(has ? 'password_text' : 'password_none')}
      aside={
        !isOpen && (
          <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
            {t(has ? 'change' : 'password_add')}
          </Button>
        )
      }
    >
      {isOpen && (
        <form {...form} className="grid max-w-md gap-5">
          <FormNotice text={notice} />
          <input
            type="text"
            name="username"
            autoComplete="username"
            defaultValue={account.email ?? ''}
            hidden
            readOnly
          />
          {has && (
            <Field label={t('current_password')} error={errorOf('current_password')}>
              {(control) => (
                <PasswordInput
                  {...control}
                  name="current_password"
                  autoComplete="current-password"
                  autoFocus
                />
              )}
            </Field>
          )}
          <NewPassword name="new_password" label={tAuth('new_password')} error={errorOf('new_password')} />
          <div className="flex gap-3">
            <Button type="submit" busy={isSending}>
              {tCommon('save')}
            </Button>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {tCommon('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  );
}
