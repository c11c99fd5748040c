'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Card, ConfirmDialog } from '@/features/admin-kit';
import { NotProven, useFresh, useStaff } from '@/features/admin-session';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { useTotp } from '../api/security';
import { RecoveryCodes } from './recovery-codes';
import { TotpSetup } from './totp-setup';

type Question = 'disable' | 'renew';

/** The second step of signing in: setting it up, new recovery codes, taking it away. */
export function TwoStepCard() {
  const t = useTranslations('admin.totp');
  const { totp: state } = useStaff();
  const totp = useTotp();
  const fresh = useFresh();
  const [attempt, setAttempt] = useState(0);
  const [question, setQuestion] = useState<Question | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  async function confirm() {
    // The dialog for the password must not stand behind this one.
    const asked = question;
    setQuestion(null);
    try {
      if (asked === 'renew') setCodes(await fresh(totp.renewCodes));
      else if (asked === 'disable') {
        await fresh(totp.disable);
        toast.success(t('disabled'));
      }
    } catch (refusal) {
      if (refusal instanceof NotProven) return;
      setQuestion(asked);
      throw refusal;
    }
  }

  return (
    <Card
      title={t('title')}
      aside={<Badge tone={state.enrolled ? 'success' : 'warn'}>{t(state.enrolled ? 'on' : 'off')}</Badge>}
    >
      <p className="mb-4 max-w-prose text-[0.9375rem] text-ink-soft">
        {t(state.enrolled ? 'text_on' : 'text_off')}
      </p>
      {codes && (
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            toast.success(t(state.enrolled ? 'codes_renewed' : 'enabled'));
            totp.finish();
            setCodes(null);
          }}
        />
      )}
      {!state.enrolled && !codes && (
        <TotpSetup key={attempt} onCancel={() => setAttempt(attempt + 1)} onConfirmed={setCodes} />
      )}
      {state.enrolled && !codes && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" size="sm" onClick={() => setQuestion('renew')}>
            {t('renew')}
          </Button>
          {!state.required && (
            <Button variant="ghost" size="sm" className="text-error" onClick={() => setQuestion('disable')}>
              {t('disable')}
            </Button>
          )}
        </div>
      )}
      {state.enrolled && state.required && <p className="mt-3 text-sm text-ink-faint">{t('required')}</p>}
      <ConfirmDialog
        isOpen={question !== null}
        title={question && t(`${question}_title`)}
        text={question && t(`${question}_text`)}
        action={question ? t(question) : ''}
        tone={question === 'disable' ? 'danger' : 'accent'}
        onConfirm={confirm}
        onClose={() => setQuestion(null)}
      />
    </Card>
  );
}
