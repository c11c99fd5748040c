'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { deleteMe } from '@/shared/api/generated';
import { problemText, toProblem } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';
import { FormNotice } from './form-notice';
import { Panel } from './panel';
import type { Fresh } from './security';

/** The way out, for good. */
export function DeleteAccount({ fresh }: { fresh: Fresh }) {
  const t = useTranslations('store.account');
  const { locale, path } = useStore();
  const [isOpen, setOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);

  async function remove() {
    setSending(true);
    setNotice(null);
    try {
      await fresh(() => deleteMe({ throwOnError: true }));
      // With everything that this page held in memory.
      window.location.assign(path());
    } catch (error) {
      // Whoever closes the question after the password has changed their mind.
      if (toProblem(error).code === 'reauthentication_required') setOpen(false);
      else setNotice(problemText(error, locale));
      setSending(false);
    }
  }

  return (
    <>
      <Panel
        id="delete"
        title={t('delete_title')}
        text={t('delete_text')}
        aside={
          <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
            {t('delete_open')}
          </Button>
        }
      />
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent title={t('delete_question')} description={t('delete_question_text')}>
          <div className="grid gap-5">
            <FormNotice text={notice} />
            <div className="flex flex-wrap justify-end gap-3">
              <DialogClose asChild>
                <Button variant="ghost">{t('delete_keep')}</Button>
              </DialogClose>
              <Button variant="danger" busy={isSending} onClick={() => void remove()}>
                {t('delete_submit')}
              </Button>
            </div>
          </div>
        </DialogContent>
      </Dialog>
    </>
  );
}
