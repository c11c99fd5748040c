'use client';

import { Mail, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { requestPhoneCode, type Account, type AuthOptions } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { useStore } from '@/shared/store/context';
import { enter } from '../api/session';
import { PhoneSteps } from './phone-steps';
import { Providers } from './providers';
import { SignInForm } from './sign-in-form';
import { SignUpForm } from './sign-up-form';

export type AuthView = 'sign_in' | 'sign_up';

type AuthPanelProps = {
  view: AuthView;
  options: AuthOptions;
  /** Where the way through Google or Apple leads back to. */
  next: string;
  onDone: (account: Account) => void;
};

/** Every way in that the shop offers. */
export function AuthPanel({ view, options, next, onDone }: AuthPanelProps) {
  const t = useTranslations('store.auth');
  const { locale, region, country } = useStore();
  const [isByPhone, setByPhone] = useState(false);
  const hasProviders = Boolean(options.google ?? options.apple);
  const byPhone = isByPhone && options.phone && view === 'sign_in';

  return (
    <div className="grid gap-6">
      <Providers options={options} next={next} />
      {hasProviders && (
        <p className="flex items-center gap-4 text-sm text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          {t('or')}
        </p>
      )}
      {options.phone && view === 'sign_in' && (
        <div role="group" aria-label={t('way')} className="grid grid-cols-2 gap-1 rounded-full bg-cream p-1">
          {[
            { isPhone: false, icon: Mail, label: t('by_email') },
            { isPhone: true, icon: Smartphone, label: t('by_phone') },
          ].map(({ isPhone, icon: Icon, label }) => (
            <button
              key={label}
              type="button"
              aria-pressed={byPhone === isPhone}
              onClick={() => setByPhone(isPhone)}
              className={cn(
                'flex h-10 items-center justify-center gap-2 rounded-full text-sm transition-colors',
                byPhone === isPhone ? 'bg-card font-medium shadow-soft' : 'text-ink-soft hover:text-ink',
              )}
            >
              <Icon aria-hidden strokeWidth={1.6} className="size-4" />
              {label}
            </button>
          ))}
        </div>
      )}
      {view === 'sign_up' ? (
        <SignUpForm onDone={onDone} />
      ) : byPhone ? (
        <PhoneSteps
          label={t('phone')}
          submit={t('sign_in')}
          sendCode={async (phone) =>
            (await requestPhoneCode({ body: { phone, country, locale }, throwOnError: true })).data
          }
          check={(phone, code) => enter('phone', { phone, country, code, locale, region })}
          onDone={onDone}
        />
      ) : (
        <SignInForm onDone={onDone} />
      )}
    </div>
  );
}
