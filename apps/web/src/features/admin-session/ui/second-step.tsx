'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { isLocale } from '@/shared/i18n/locales';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { CodeField, isCode, plainCode } from './code-field';

type SecondStepProps = {
  /** Signs in; throws the API's problem. */
  send: (second: { totp_code: string } | { recovery_code: string }) => Promise<void>;
  onBack: () => void;
};

/** The second step of signing in: a code of the app, or one of the recovery codes. */
export function SecondStep({ send, onBack }: SecondStepProps) {
  const t = useTranslations('admin.second_step');
  const current = useLocale();
  const [kind, setKind] = useState<'totp' | 'recovery'>('totp');
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function submit() {
    setProblem(null);
    setError(undefined);
    if (!isCode(kind, code)) {
      setError(t(`${kind}_malformed`));
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await send(kind === 'totp' ? { totp_code: plainCode(code) } : { recovery_code: code.trim() });
    } catch (refusal) {
      setBusy(false);
      if (toProblem(refusal).code === 'totp_invalid') setError(t(`${kind}_wrong`));
      else setProblem(problemText(refusal, isLocale(current) ? current : 'en'));
      field.current?.select();
    }
  }

  return (
    <form
      method="post"
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <p className="font-medium" role="status">
        {t('title')}
      </p>
      {problem && (
        <Alert tone="error" role="alert">
          {problem}
        </Alert>
      )}
      <CodeField key={kind} kind={kind} ref={field} value={code} error={error} onChange={setCode} />
      <Button type="submit" variant="accent" className="w-full" busy={isBusy}>
        {t('submit')}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-3 text-sm">
        <Button
          variant="link"
          size="bare"
          onClick={() => {
            setKind(kind === 'totp' ? 'recovery' : 'totp');
            setCode('');
            setError(undefined);
          }}
        >
          {t(kind === 'totp' ? 'use_recovery' : 'use_totp')}
        </Button>
        <Button variant="link" size="bare" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  );
}
