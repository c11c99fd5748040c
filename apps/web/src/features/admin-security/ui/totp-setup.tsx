'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { CopyButton } from '@/features/admin-kit';
import { CodeField, isCode, NotProven, plainCode, useFresh, useStaff } from '@/features/admin-session';
import type { TotpSetup as Setup } from '@/shared/api/generated';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { startTotp, useTotp } from '../api/security';
import { grouped } from '../model/qr';
import { QrCode } from './qr-code';

type ConfirmProps = {
  setup: Setup;
  /** With the recovery codes: they are told only now. */
  onConfirmed: (codes: string[]) => void;
  onCancel?: () => void;
};

/** From nothing to a second step: scan, and confirm by a code. */
export function TotpSetup({ onConfirmed, onCancel }: Omit<ConfirmProps, 'setup'>) {
  const t = useTranslations('admin.totp');
  const { locale } = useStaff();
  const fresh = useFresh();
  const [setup, setSetup] = useState<Setup | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function begin() {
    setProblem(null);
    setBusy(true);
    try {
      setSetup(await fresh(startTotp));
    } catch (refusal) {
      if (!(refusal instanceof NotProven)) setProblem(problemText(refusal, locale));
    } finally {
      setBusy(false);
    }
  }

  if (setup) return <Confirm setup={setup} onConfirmed={onConfirmed} onCancel={onCancel} />;
  return (
    <div className="grid gap-4">
      {problem && (
        <Alert tone="error" role="alert">
          {problem}
        </Alert>
      )}
      <Button
        variant="accent"
        size="sm"
        className="justify-self-start"
        busy={isBusy}
        onClick={() => void begin()}
      >
        {t('begin')}
      </Button>
    </div>
  );
}

function Confirm({ setup, onConfirmed, onCancel }: ConfirmProps) {
  const t = useTranslations('admin.totp');
  const tStep = useTranslations('admin.second_step');
  const tCommon = useTranslations('common');
  const { locale } = useStaff();
  const fresh = useFresh();
  const totp = useTotp();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function send() {
    setError(isCode('totp', code) ? undefined : tStep('totp_malformed'));
    if (!isCode('totp', code)) return field.current?.focus();
    setBusy(true);
    try {
      onConfirmed(await fresh(() => totp.confirm(plainCode(code))));
    } catch (refusal) {
      setBusy(false);
      if (refusal instanceof NotProven) return;
      const { code: reason } = toProblem(refusal);
      setError(
        reason === 'totp_invalid' || reason === 'code_invalid'
          ? tStep('totp_wrong')
          : problemText(refusal, locale),
      );
      field.current?.select();
    }
  }

  return (
    <form
      noValidate
      method="post"
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void send();
      }}
    >
      <ol className="grid list-decimal gap-5 ps-5 marker:text-ink-faint">
        <li>
          <p>{t('scan')}</p>
          <div className="mt-3">
            <QrCode text={setup.otpauth_uri} label={t('qr')} />
          </div>
          <p className="mt-3 text-sm text-ink-soft">{t('by_hand')}</p>
          <p className="flex items-center gap-1">
            <code dir="ltr" data-testid="totp-secret" className="text-sm break-all">
              {grouped(setup.secret)}
            </code>
            <CopyButton text={setup.secret} what={t('copy_key')} />
          </p>
        </li>
        <li>
          <p className="mb-3">{t('confirm')}</p>
          <div className="max-w-xs">
            <CodeField kind="totp" ref={field} value={code} error={error} onChange={setCode} />
          </div>
        </li>
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="accent" size="sm" busy={isBusy}>
          {t('submit')}
        </Button>
        {onCancel && (
          <Button variant="ghost" size="sm" onClick={onCancel}>
            {tCommon('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
