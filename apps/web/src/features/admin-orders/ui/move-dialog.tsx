'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { useStaff } from '@/features/admin-session';
import type { Money, NextStatus, OrderStatus } from '@/shared/api/generated';
import { IdempotencyKeys } from '@/shared/lib/idempotency';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';
import { Field, Textarea } from '@/shared/ui/field';
import { RadioCard } from '@/shared/ui/radio-card';
import { useMoveOrder, useReloadOrder } from '../api/orders';
import { checkMove, emptyMove, longestReason, readRefusal, toMoveInput, type MoveForm } from '../model/move';
import { isSetback } from '../model/status';
import { StatusBadge } from './badges';

export type Movable = {
  id: string;
  code: string;
  status: OrderStatus;
  region: string;
  version: number;
  total: Money;
};

type MoveDialogProps = { order: Movable; next: NextStatus | null; onClose: () => void };

/** Asks before an order moves on. Closed while `next` is null. */
export function MoveDialog({ order, next, onClose }: MoveDialogProps) {
  return (
    <Dialog open={next !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {next && <MoveQuestion key={next.to} order={order} next={next} onClose={onClose} />}
    </Dialog>
  );
}

const formFields = new Set(['reason', 'restock', 'cash_collected']);

function MoveQuestion({ order, next, onClose }: MoveDialogProps & { next: NextStatus }) {
  const t = useTranslations('admin.move');
  const tStatus = useTranslations('admin.status');
  const { locale, money } = useStaff();
  const move = useMoveOrder();
  const reload = useReloadOrder();
  const [form, setForm] = useState<MoveForm>(emptyMove);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  // As long as this question stands, sending it again is the same request.
  const [keys] = useState(() => new IdempotencyKeys());
  const restockId = useId();

  async function send() {
    const missing = Object.entries(checkMove(next, form)).map(([field, code]) => [field, t(code)]);
    setErrors(Object.fromEntries(missing));
    setProblem(null);
    if (missing.length > 0) return;
    const body = toMoveInput(next, order.version, form);
    try {
      await move.mutateAsync({ id: order.id, key: keys.keyFor(body), body });
      keys.settle(200);
      toast.success(t('done', { code: order.code, status: tStatus(next.to) }));
      onClose();
    } catch (error) {
      refused(error);
    }
  }

  function refused(error: unknown) {
    const { status, code, fields } = toProblem(error);
    keys.settle(status || null, code);
    const meaning = readRefusal(error);
    if (meaning === 'changed') {
      reload(order.id);
      toast.warning(t('changed', { code: order.code }), {
        description: code === 'stale_version' ? t('changed_text') : problemText(error, locale),
        duration: 10_000,
      });
      onClose();
      return;
    }
    const sorted = byField(fields, locale, formFields);
    setErrors(sorted.fields);
    if (Object.keys(sorted.fields).length === 0) setProblem(sorted.rest[0] ?? problemText(error, locale));
  }

  return (
    <DialogContent
      title={t('title', { status: tStatus(next.to) })}
      description={<bdi className="tabular">{order.code}</bdi>}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <StatusBadge status={order.status} />
          <span aria-hidden className="rtl:-scale-x-100">
            →
          </span>
          <span className="sr-only">{t('becomes')}</span>
          <StatusBadge status={next.to} />
        </p>
        {problem && (
          <Alert tone="error" role="alert">
            {problem}
          </Alert>
        )}
        {next.needs_reason && (
          <Field label={t('reason')} hint={t('reason_hint')} error={errors.reason}>
            {(control) => (
              <Textarea
                {...control}
                dir="auto"
                autoFocus
                value={form.reason}
                maxLength={longestReason}
                onChange={(event) => setForm({ ...form, reason: event.target.value })}
              />
            )}
          </Field>
        )}
        {next.may_restock && (
          <fieldset
            className="grid gap-2 sm:grid-cols-2"
            aria-describedby={errors.restock ? restockId : undefined}
          >
            <legend className="mb-2 text-sm font-medium">{t('restock')}</legend>
            {[true, false].map((choice) => (
              <RadioCard
                key={String(choice)}
                name="restock"
                className="p-3"
                checked={form.restock === choice}
                onChange={() => setForm({ ...form, restock: choice })}
                title={t(choice ? 'restock_yes' : 'restock_no')}
                note={t(choice ? 'restock_yes_text' : 'restock_no_text')}
              />
            ))}
            {errors.restock && (
              <p id={restockId} className="text-sm text-error sm:col-span-2">
                {errors.restock}
              </p>
            )}
          </fieldset>
        )}
        {next.collects_cash && (
          <div>
            <Checkbox
              label={t('cash', { amount: money(order.total, order.region) })}
              checked={form.cashCollected}
              onChange={(event) => setForm({ ...form, cashCollected: event.target.checked })}
            />
            {errors.cash_collected && <p className="mt-1.5 text-sm text-error">{errors.cash_collected}</p>}
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button variant="ghost" size="sm">
              {t('keep')}
            </Button>
          </DialogClose>
          <Button
            type="submit"
            size="sm"
            variant={isSetback(next.to) ? 'danger' : 'accent'}
            busy={move.isPending}
            autoFocus={!next.needs_reason}
          >
            {t(`action.${next.to}`)}
          </Button>
        </div>
      </form>
    </DialogContent>
  );
}
