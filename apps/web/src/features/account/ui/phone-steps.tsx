'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { PhoneCodeSent } from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { useApiForm } from '@/shared/lib/use-api-form';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { CodeInput } from '@/shared/ui/code-input';
import { Field, Input } from '@/shared/ui/field';
import { useCountdown } from '../model/countdown';
import { FormNotice } from './form-notice';

type PhoneStepsProps<Result> = {
  /** A number that can't be changed here, because it is the account's. */
  phone?: string;
  label: string;
  submit: string;
  sendCode: (phone: string) => Promise<PhoneCodeSent>;
  check: (phone: string, code: string) => Promise<Result>;
  onDone: (result: Result) => void;
  /** Beside the first button: the way out. */
  aside?: ReactNode;
};

type Sent = { phone: string; resendAt: number };

/** A number, then the code that was sent to it. */
export function PhoneSteps<Result>(props: PhoneStepsProps<Result>) {
  const [sent, setSent] = useState<Sent | null>(null);
  const send = async (phone: string) => {
    const { resend_after_seconds } = await props.sendCode(phone);
    setSent({ phone, resendAt: Date.now() + resend_after_seconds * 1000 });
  };
  return sent ? (
    <CodeStep {...props} sent={sent} again={() => send(sent.phone)} back={() => setSent(null)} />
  ) : (
    <NumberStep {...props} send={send} />
  );
}

type NumberStepProps<Result> = PhoneStepsProps<Result> & { send: (phone: string) => Promise<void> };

function NumberStep<Result>({ phone, label, send, aside }: NumberStepProps<Result>) {
  const t = useTranslations('store.auth');
  const { locale } = useStore();
  const { form, notice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['phone'],
    required: ['phone'],
    requiredText: t('required'),
    send: (values) => send((values.phone ?? '').trim()),
  });
  return (
    <form {...form} className="grid gap-5">
      <FormNotice text={notice} />
      <Field label={label} hint={phone ? undefined : t('phone_hint')} error={errorOf('phone')}>
        {(control) => (
          <Input
            {...control}
            name="phone"
            type="tel"
            inputMode="tel"
            dir="ltr"
            autoComplete="tel"
            maxLength={24}
            defaultValue={phone}
            readOnly={phone !== undefined}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="lg" busy={isSending} className="flex-1">
          {t('send_code')}
        </Button>
        {aside}
      </div>
    </form>
  );
}

type CodeStepProps<Result> = PhoneStepsProps<Result> & {
  sent: Sent;
  again: () => Promise<void>;
  back: () => void;
};

function CodeStep<Result>({ phone, submit, check, onDone, sent, again, back }: CodeStepProps<Result>) {
  const t = useTranslations('store.auth');
  const { locale, text } = useStore();
  const left = useCountdown(sent.resendAt);
  const [isResending, setResending] = useState(false);
  const { form, notice, setNotice, errorOf, isSending } = useApiForm({
    locale,
    fields: ['code'],
    required: ['code'],
    requiredText: t('required'),
    rename: { phone_code: 'code' },
    explain: (problem) => {
      if (problem.code !== 'code_invalid') return null;
      const said = text(problem.detail ?? problem.title);
      const tries = problem.tries_left;
      return typeof tries === 'number' ? `${said} ${t('tries_left', { count: tries })}` : said;
    },
    send: ({ code = '' }) => check(sent.phone, code.trim()),
    onDone,
  });

  async function resend() {
    setResending(true);
    try {
      await again();
      setNotice(null);
    } catch (error) {
      const problem = toProblem(error);
      setNotice(text(problem.detail ?? problem.title));
    }
    setResending(false);
  }

  return (
    <form {...form} className="grid gap-5">
      <p className="text-[0.9375rem] text-ink-soft" role="status">
        {t.rich('code_sent', { phone: sent.phone, n: (chunks) => <bdi dir="ltr">{chunks}</bdi> })}
      </p>
      <FormNotice text={notice} />
      <Field label={t('code')} error={errorOf('code')}>
        {(control) => <CodeInput {...control} name="code" autoFocus />}
      </Field>
      <Button type="submit" size="lg" busy={isSending}>
        {submit}
      </Button>
      <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
        {left > 0 ? (
          <span className="text-ink-soft tabular">{t('resend_in', { seconds: String(left) })}</span>
        ) : (
          <Button variant="link" size="bare" busy={isResending} onClick={() => void resend()}>
            {t('resend')}
          </Button>
        )}
        {phone === undefined && (
          <Button variant="link" size="bare" onClick={back}>
            {t('other_number')}
          </Button>
        )}
      </div>
    </form>
  );
}
