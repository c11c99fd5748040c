'use client';

import { useTranslations } from 'next-intl';
import type { Address } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';
import { useDeleteAddress } from '../api/use-addresses';

export function DeleteDialog({ address, onClose }: { address: Address; onClose: () => void }) {
  const t = useTranslations('store.addresses');
  const tCommon = useTranslations('common');
  const { locale } = useStore();
  const remove = useDeleteAddress();
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title={t('delete_question')} description={<bdi>{address.one_line}</bdi>}>
        <div className="grid gap-5">
          {remove.isError && (
            <Alert tone="error" role="alert">
              {problemText(remove.error, locale)}
            </Alert>
          )}
          <div className="flex justify-end gap-3">
            <DialogClose asChild>
              <Button variant="ghost">{tCommon('cancel')}</Button>
            </DialogClose>
            <Button
              variant="danger"
              busy={remove.isPending}
              onClick={() => remove.mutate(address.id, { onSuccess: onClose })}
            >
              {t('delete')}
            </Button>
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}
