'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  removeMyPhone,
  requestMyPhoneCode,
  setMyPhone,
  updateMe,
  type Account,
} from '@/shared/api/generated';
import { ownName } from '@/shared/lib/account-name';
import { useApiForm } from '@/shared/lib/use-api-form';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field, Input } from '@/shared/ui/field';
import { Select } from '@/shared/ui/select';
import { toast } from '@/shared/ui/toast';
import { useAccountChanged } from '../api/use-account';
import { FormNotice } from './form-notice';
import { AccountHeading, Panel } from './panel';
import { PhoneSteps } from './phone-steps';

/** What the shop knows about the person, theirs to change. */
export function Profile({ account, canVerifyPhone }: { account: Account; canVerifyPhone: boolean }) {
  const t = useTranslations('store.account');
  return (
    <>
      <AccountHeading title={t('profile')} text={t('profile_text')} />
      <div className="grid gap-6">
        <Panel id="details" title={t('details')}>
          <Details key={account.version} account={account} />
        </Panel>
        {(canVerifyPhone || account.phone) && (
          <Phone key={account.phone} account={account} canVerify={canVerifyPhone} />
        )}
      </div>
    </>
  );
}

function Details({ account }: { account: Account }) {
  const t = useTranslations('store.account');
  const tAuth = useTranslations('store.auth');
  const tCommon = useTranslations('common');
  const { locale } = useStore();
  const changed = useAccountChanged();
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['full_name', 'locale'],
    required: ['full_name'],
    requiredText: tAuth('required'),
    send: ({ full_name = '', locale: language, marketing_consent }) =>
      updateMe({
        body: {
          full_name: full_name.trim(),
          locale: language === 'ar' ? 'ar' : 'en',
          marketing_consent: marketing_consent === 'on',
          version: account.version,
        },
        throwOnError: true,
      }),
    onDone: () => {
      toast.success(t('saved'));
      changed();
    },
    explain: (problem) => {
      // Another tab was faster: show what it wrote.
      if (problem.code === 'stale_version') changed();
      return null;
    },
  });
  return (
    <form {...form} className="grid gap-5 sm:grid-cols-2">
      {notice && (
        <div className="sm:col-span-2">
          <FormNotice text={notice} />
        </div>
      )}
      <Field label={tAuth('full_name')} error={errorOf('full_name')}>
        {(control) => (
          <Input
            {...control}
            name="full_name"
            dir="auto"
            autoComplete="name"
            maxLength={100}
            defaultValue={ownName(account)}
          />
        )}
      </Field>
      <Field label={t('language')} hint={t('language_hint')} error={errorOf('locale')}>
        {(control) => (
          <Select {...control} name="locale" defaultValue={account.locale}>
            <option value="en">{tCommon('english')}</option>
            <option value="ar">{tCommon('arabic')}</option>
          </Select>
        )}
      </Field>
      <Checkbox
        name="marketing_consent"
        defaultChecked={account.marketing_consent}
        label={tAuth('marketing')}
        className="sm:col-span-2"
      />
      <div className="sm:col-span-2">
        <Button type="submit" busy={isSending}>
          {tCommon('save')}
        </Button>
      </div>
    </form>
  );
}

function Phone({ account, canVerify }: { account: Account; canVerify: boolean }) {
  const t = useTranslations('store.account');
  const tCommon = useTranslations('common');
  const { country, locale } = useStore();
  const changed = useAccountChanged();
  const [isChanging, setChanging] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const { phone } = account;

  async function remove() {
    setRemoving(true);
    try {
      await removeMyPhone({ throwOnError: true });
      toast.success(t('phone_removed'));
      changed();
    } catch (error) {
      toast.error(problemText(error, locale));
    }
    setRemoving(false);
  }

  return (
    <Panel id="phone" title={t('phone')} text={t('phone_text')}>
      {isChanging ? (
        <div className="max-w-md">
          <PhoneSteps
            label={t('new_phone')}
            submit={t('confirm_phone')}
            sendCode={async (number) =>
              (await requestMyPhoneCode({ body: { phone: number, country }, throwOnError: true })).data
            }
            check={(number, code) =>
              setMyPhone({ body: { phone: number, country, code }, throwOnError: true })
            }
            onDone={() => {
              toast.success(t('phone_saved'));
              setChanging(false);
              changed();
            }}
            aside={
              <Button variant="ghost" size="lg" onClick={() => setChanging(false)}>
                {tCommon('cancel')}
              </Button>
            }
          />
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          {phone ? (
            <>
              <bdi dir="ltr" className="font-medium tabular">
                {phone}
              </bdi>
              <Badge tone={account.phone_verified ? 'success' : 'warn'}>
                {t(account.phone_verified ? 'verified' : 'unverified')}
              </Badge>
            </>
          ) : (
            <span className="text-ink-soft">{t('phone_none')}</span>
          )}
          <span className="ms-auto flex gap-2">
            {canVerify && (
              <Button variant="outline" size="sm" onClick={() => setChanging(true)}>
                {t(phone ? 'change' : 'phone_add')}
              </Button>
            )}
            {phone && (
              <Button variant="ghost" size="sm" busy={isRemoving} onClick={() => void remove()}>
                {t('remove')}
              </Button>
            )}
          </span>
        </div>
      )}
    </Panel>
  );
}
