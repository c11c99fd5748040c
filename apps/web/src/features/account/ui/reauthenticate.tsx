'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { reauthenticate, requestMyPhoneCode, type Account, type AuthOptions } from '@/shared/api/generated';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogContent } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { PasswordInput } from '@/shared/ui/password-input';
import { withProof } from '../model/fresh';
import { FormNotice } from './form-notice';
import { PhoneSteps } from './phone-steps';
import { Providers } from './providers';

type Waiting = { go: () => void; giveUp: () => void };

/** `fresh` runs what the API wants a fresh proof for; `dialog` asks for it, when it does. */
export function useFresh(account: Account, options: AuthOptions) {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const ask = () =>
    new Promise<void>((go, giveUp) => setWaiting({ go, giveUp })).finally(() => setWaiting(null));
  const fresh = <T,>(action: () => Promise<T>): Promise<T> => withProof(action, ask);
  const dialog: ReactNode = waiting && (
    <Reauthenticate account={account} options={options} onDone={waiting.go} onClose={waiting.giveUp} />
  );
  return { fresh, dialog };
}

type ReauthenticateProps = {
  account: Account;
  options: AuthOptions;
  onDone: () => void;
  onClose: () => void;
};

function Reauthenticate({ account, options, onDone, onClose }: ReauthenticateProps) {
  const t = useTranslations('store.account');
  const { path, country } = useStore();
  const { phone } = account;
  const byProvider = account.providers.some((name) => options[name]);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title={t('again_title')} description={t('again_text')}>
        <div className="grid gap-6">
          {account.has_password ? (
            <PasswordAgain email={account.email} onDone={onDone} />
          ) : phone && account.phone_verified && options.phone ? (
            <PhoneSteps
              phone={phone}
              label={t('phone')}
              submit={t('again_submit')}
              sendCode={async () =>
                (await requestMyPhoneCode({ body: { phone, country }, throwOnError: true })).data
              }
              check={(_, code) => reauthenticate({ body: { phone_code: code }, throwOnError: true })}
              onDone={onDone}
            />
          ) : null}
          {byProvider && (
            <Providers
              options={{
                ...options,
                google: account.providers.includes('google') ? options.google : null,
                apple: account.providers.includes('apple') ? options.apple : null,
              }}
              next={path('/account/security')}
              purpose="reauthenticate"
            />
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function PasswordAgain({ email, onDone }: { email: string | null; onDone: () => void }) {
  const t = useTranslations('store.account');
  const tAuth = useTranslations('store.auth');
  const { locale } = useStore();
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['password'],
    required: ['password'],
    requiredText: tAuth('required'),
    explain: (problem) => (problem.code === 'invalid_credentials' ? t('password_wrong') : null),
    send: ({ password = '' }) => reauthenticate({ body: { password }, throwOnError: true }),
    onDone,
  });
  return (
    <form {...form} className="grid gap-5">
      <FormNotice text={notice} />
      {/* For password managers, which otherwise don't know whose password this is. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email ?? ''} hidden readOnly />
      <Field label={tAuth('password')} error={errorOf('password')}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="current-password" autoFocus />
        )}
      </Field>
      <Button type="submit" busy={isSending}>
        {t('again_submit')}
      </Button>
    </form>
  );
}
