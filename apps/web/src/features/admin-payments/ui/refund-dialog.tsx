'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useStaff } from '@/features/admin-session';
import type { OrderPayments } from '@/shared/api/generated';
import { IdempotencyKeys } from '@/shared/lib/idempotency';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';
import { Field, Input, Textarea } from '@/shared/ui/field';
import { useRefund } from '../api/payments';
import {
  checkRefund,
  emptyRefund,
  longestReason,
  mayRestock,
  mostRefundable,
  readAmount,
  toRefundInput,
  type RefundForm,
} from '../model/refund';
import type { PaidFor } from './order-payments';

type RefundDialogProps = {
  order: PaidFor;
  payments: OrderPayments;
  isOpen: boolean;
  onClose: () => void;
};

/** Asks how much goes back, and why. */
export function RefundDialog({ isOpen, onClose, ...question }: RefundDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      {isOpen && <Question {...question} onClose={onClose} />}
    </Dialog>
  );
}

const formFields = new Set(['amount', 'reason', 'restock']);

function Question({ order, payments, onClose }: Omit<RefundDialogProps, 'isOpen'>) {
  const t = useTranslations('admin.refund');
  const tCommon = useTranslations('common');
  const { locale, money } = useStaff();
  const refund = useRefund(order.id);
  const [form, setForm] = useState<RefundForm>(() => emptyRefund(payments));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  // As long as this question stands, sending the same again is the same refund: a double click can't pay twice.
  const [keys] = useState(() => new IdempotencyKeys());
  const { currency } = payments.refundable;
  const most = mostRefundable(payments);
  const minor = readAmount(form.amount, currency);
  const isRestockable = mayRestock(form, order.total, order.status);
  const isCash = payments.intent.method === 'cod';

  async function send() {
    if (refund.isPending) return;
    const wrong = Object.entries(checkRefund(form, payments)).map(([field, code]) => [field, t(code)]);
    setErrors(Object.fromEntries(wrong));
    setProblem(null);
    const body = toRefundInput(form, order.total, order.status);
    if (wrong.length > 0 || !body) return;
    try {
      const done = await refund.mutateAsync({ key: keys.keyFor(body), body });
      keys.settle(200);
      toast.success(
        t(done.state === 'refunded' ? 'done' : 'asked', {
          amount: money(body.amount, order.region),
          code: order.code,
        }),
      );
      onClose();
    } catch (error) {
      const { status, code, fields } = toProblem(error);
      keys.settle(status || null, code);
      const sorted = byField(fields, locale, formFields);
      setErrors(sorted.fields);
      if (Object.keys(sorted.fields).length === 0) setProblem(sorted.rest[0] ?? problemText(error, locale));
    }
  }

  return (
    <DialogContent title={t('title')} description={<bdi className="tabular">{order.code}</bdi>}>
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && (
          <Alert tone="error" role="alert">
            {problem}
          </Alert>
        )}
        <p className="text-[0.9375rem] text-ink-soft">{t(isCash ? 'text_cash' : 'text_online')}</p>
        <Field
          label={t('amount', { currency })}
          hint={t(most.minor < payments.refundable.minor ? 'amount_hint_limit' : 'amount_hint', {
            most: money(most, order.region),
          })}
          error={errors.amount}
        >
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              inputMode="decimal"
              autoComplete="off"
              autoFocus
              className="tabular"
              value={form.amount}
              maxLength={20}
              onChange={(event) => setForm({ ...form, amount: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('reason')} hint={t('reason_hint')} error={errors.reason}>
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              value={form.reason}
              maxLength={longestReason}
              onChange={(event) => setForm({ ...form, reason: event.target.value })}
            />
          )}
        </Field>
        {isRestockable ? (
          <div>
            <Checkbox
              label={t('restock')}
              checked={form.restock}
              onChange={(event) => setForm({ ...form, restock: event.target.checked })}
            />
            {errors.restock && <p className="mt-1.5 text-sm text-error">{errors.restock}</p>}
          </div>
        ) : (
          <p className="text-sm text-ink-faint">{t('no_restock')}</p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button variant="ghost" size="sm">
              {tCommon('cancel')}
            </Button>
          </DialogClose>
          <Button type="submit" size="sm" variant="danger" busy={refund.isPending}>
            {minor ? t('send', { amount: money({ minor, currency }, order.region) }) : t('send_plain')}
          </Button>
        </div>
      </form>
    </DialogContent>
  );
}
