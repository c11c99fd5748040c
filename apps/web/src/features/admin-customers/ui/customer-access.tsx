'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Card, ConfirmDialog } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { Customer } from '@/shared/api/generated';
import { byField, toProblem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { Field, Textarea } from '@/shared/ui/field';
import {
  useDisableCustomer,
  useEnableCustomer,
  useReloadCustomer,
  useRevokeCustomerSessions,
} from '../api/customers';

type Question = 'disable' | 'enable' | 'sign_out';

const longestReason = 500;
const fields = new Set(['reason']);

/** May they come in, and are they still in somewhere? */
export function CustomerAccess({ customer }: { customer: Customer }) {
  const t = useTranslations('admin.customers');
  const { locale } = useStaff();
  const disable = useDisableCustomer();
  const enable = useEnableCustomer();
  const signOut = useRevokeCustomerSessions();
  const reload = useReloadCustomer();
  const [question, setQuestion] = useState<Question | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const { id, version, full_name: name } = customer;

  async function confirm(): Promise<boolean> {
    setError(undefined);
    if (question === 'disable' && reason.trim() === '') {
      setError(t('reason_required'));
      return false;
    }
    try {
      if (question === 'disable') await disable.mutateAsync({ id, reason: reason.trim(), version });
      if (question === 'enable') await enable.mutateAsync({ id, version });
      if (question === 'sign_out') await signOut.mutateAsync(id);
      toast.success(t(`${question ?? 'enable'}_done`, { name }));
      setReason('');
      return true;
    } catch (refusal) {
      const problem = toProblem(refusal);
      const found = byField(problem.fields, locale, fields).fields;
      if (found.reason) {
        setError(found.reason);
        return false;
      }
      if (problem.code === 'stale_version') await reload(id);
      throw refusal;
    }
  }

  return (
    <Card title={t('access')}>
      <div className="grid gap-3">
        <Button variant="outline" size="sm" onClick={() => setQuestion('sign_out')}>
          {t('sign_out')}
        </Button>
        <Button
          variant="outline"
          size="sm"
          className={
            customer.is_active ? 'border-error/40 text-error hover:border-error hover:bg-error-soft' : ''
          }
          onClick={() => setQuestion(customer.is_active ? 'disable' : 'enable')}
        >
          {t(customer.is_active ? 'disable' : 'enable')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={question !== null}
        title={question && t(`${question}_title`, { name })}
        text={question && t(`${question}_text`)}
        action={question ? t(question) : ''}
        tone={question === 'enable' ? 'accent' : 'danger'}
        onConfirm={confirm}
        onClose={() => {
          setQuestion(null);
          setError(undefined);
        }}
      >
        {question === 'disable' && (
          <Field label={t('reason')} hint={t('reason_hint')} error={error}>
            {(control) => (
              <Textarea
                {...control}
                dir="auto"
                autoFocus
                maxLength={longestReason}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
      </ConfirmDialog>
    </Card>
  );
}
