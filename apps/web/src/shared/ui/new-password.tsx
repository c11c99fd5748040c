'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/shared/lib/cn';
import { passwordStrength, shortestPassword } from '@/shared/lib/password-strength';
import { Field } from './field';
import { PasswordInput } from './password-input';

type NewPasswordProps = { name: string; label: string; error?: string };

/** A password to be made up, with a hint how good it is. */
export function NewPassword({ name, label, error }: NewPasswordProps) {
  const t = useTranslations('common.password');
  const [text, setText] = useState('');
  const strength = passwordStrength(text);
  const tone = ['bg-line-strong', 'bg-warn', 'bg-gold-deep', 'bg-success'][strength];
  return (
    <div>
      <Field label={label} error={error} hint={t('hint', { count: shortestPassword })}>
        {(control) => (
          <PasswordInput
            {...control}
            name={name}
            autoComplete="new-password"
            required
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className={cn('mt-2 flex items-center gap-3', text === '' && 'invisible')}>
        <span aria-hidden className="grid flex-1 grid-cols-3 gap-1">
          {[1, 2, 3].map((n) => (
            <span key={n} className={cn('h-1 rounded-full', n <= strength ? tone : 'bg-line')} />
          ))}
        </span>
        <span aria-live="polite" className="text-xs text-ink-soft">
          {text !== '' && t(`strength_${strength}`)}
        </span>
      </div>
    </div>
  );
}
