'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import type { CartLine } from '@/shared/api/generated';
import { byField, toProblem } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';
import { Field, Input, Textarea } from '@/shared/ui/field';
import { useUpdateLine } from '../api/use-cart';

const fieldNames = new Set(['gift_message', 'custom_name']);

/** The words that go with one line. */
export function GiftDialog({ line, onClose }: { line: CartLine; onClose: () => void }) {
  const t = useTranslations('store.product');
  const tBag = useTranslations('store.bag');
  const tCommon = useTranslations('common');
  const { locale, text } = useStore();
  const update = useUpdateLine();
  const [message, setMessage] = useState(line.gift_message ?? '');
  const [name, setName] = useState(line.custom_name ?? '');
  const problem = update.error ? toProblem(update.error) : null;
  const errors = problem ? byField(problem.fields, locale, fieldNames) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate(
      {
        lineId: line.id,
        ...(line.gift_message_enabled && { gift_message: message.trim() || null }),
        ...(line.custom_name_enabled && { custom_name: name.trim() || null }),
      },
      { onSuccess: onClose },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={tBag('edit_gift')} description={text(line.title)}>
        <form onSubmit={submit} className="grid gap-5">
          {problem && errors && Object.keys(errors.fields).length === 0 && (
            <Alert tone="error" role="alert">
              {errors.rest[0] ?? text(problem.title)}
            </Alert>
          )}
          {line.custom_name_enabled && (
            <Field label={t('custom_name')} optional={tCommon('optional')} error={errors?.fields.custom_name}>
              {(control) => (
                <Input
                  {...control}
                  dir="auto"
                  value={name}
                  placeholder={t('custom_name_placeholder')}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
          )}
          {line.gift_message_enabled && (
            <Field
              label={t('gift_message')}
              optional={tCommon('optional')}
              hint={t('gift_message_hint')}
              error={errors?.fields.gift_message}
            >
              {(control) => (
                <Textarea
                  {...control}
                  dir="auto"
                  rows={4}
                  value={message}
                  placeholder={t('gift_message_placeholder')}
                  onChange={(event) => setMessage(event.target.value)}
                />
              )}
            </Field>
          )}
          <div className="flex justify-end gap-3">
            <DialogClose asChild>
              <Button variant="ghost">{tCommon('cancel')}</Button>
            </DialogClose>
            <Button type="submit" busy={update.isPending}>
              {tCommon('save')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
