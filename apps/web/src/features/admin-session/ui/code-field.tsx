import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Field, Input } from '@/shared/ui/field';

type CodeFieldProps = {
  kind: 'totp' | 'recovery';
  value: string;
  error?: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
};

/** What people write between the characters of a code means nothing. */
export const plainCode = (text: string) => text.replace(/[\s\u200e\u200f-]/g, '');

/** Whether it can be a code at all; whether it is the right one, the API knows. */
export const isCode = (kind: CodeFieldProps['kind'], text: string) =>
  kind === 'totp' ? /^\d{6}$/.test(plainCode(text)) : plainCode(text).length >= 8;

/** Six digits of an app, or one of the codes kept for the day it is lost. */
export function CodeField({ kind, value, error, onChange, ref }: CodeFieldProps) {
  const t = useTranslations('admin.code');
  return (
    <Field label={t(kind)} hint={t(`${kind}_hint`)} error={error}>
      {(control) => (
        <Input
          {...control}
          ref={ref}
          dir="ltr"
          autoFocus
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={kind === 'totp' ? 9 : 32}
          className="text-center text-lg tracking-[0.2em] tabular rtl:text-center"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
