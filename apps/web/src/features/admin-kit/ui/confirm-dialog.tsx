'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useLocale } from 'next-intl';
import { isLocale } from '@/shared/i18n/locales';
import { problemText } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';

type ConfirmDialogProps = {
  isOpen: boolean;
  title: ReactNode;
  text?: ReactNode;
  /** What the button does. */
  action: string;
  tone?: 'accent' | 'danger';
  /** Between the text and the buttons, a field for a reason, say. */
  children?: ReactNode;
  /** Return false to stay open: something is still missing. */
  onConfirm: () => Promise<boolean | void>;
  onClose: () => void;
};

/** Asks before something that is felt elsewhere; a refusal is said in place and the question stays. */
export function ConfirmDialog({ isOpen, onClose, ...question }: ConfirmDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      {isOpen && <Question {...question} onClose={onClose} />}
    </Dialog>
  );
}

function Question({
  title,
  text,
  action,
  tone = 'accent',
  children,
  onConfirm,
  onClose,
}: Omit<ConfirmDialogProps, 'isOpen'>) {
  const t = useTranslations('common');
  const current = useLocale();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function confirm() {
    setProblem(null);
    setBusy(true);
    try {
      if ((await onConfirm()) !== false) onClose();
    } catch (error) {
      setProblem(problemText(error, isLocale(current) ? current : 'en'));
    } finally {
      setBusy(false);
    }
  }

  return (
    <DialogContent title={title}>
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {problem && (
          <Alert tone="error" role="alert">
            {problem}
          </Alert>
        )}
        {text && <div className="text-[0.9375rem] text-ink-soft">{text}</div>}
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button variant="ghost" size="sm">
              {t('cancel')}
            </Button>
          </DialogClose>
          <Button type="submit" size="sm" variant={tone} busy={isBusy} autoFocus={!children}>
            {action}
          </Button>
        </div>
      </form>
    </DialogContent>
  );
}
