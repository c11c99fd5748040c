'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/shared/ui/button';
import { Sheet, SheetContent } from '@/shared/ui/sheet';

type FilterSheetProps = {
  isOpen: boolean;
  total: number;
  onClose: () => void;
  onClear: () => void;
  children: ReactNode;
};

/** The filters on a phone: from below, with what they would show on the button. */
export function FilterSheet({ isOpen, total, onClose, onClear, children }: FilterSheetProps) {
  const t = useTranslations('store.shop');
  return (
    <Sheet open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        side="bottom"
        title={t('filters')}
        footer={
          <div className="flex gap-3">
            <Button variant="ghost" onClick={onClear}>
              {t('clear')}
            </Button>
            <Button className="flex-1" onClick={onClose}>
              {t('show_results', { count: total })}
            </Button>
          </div>
        }
      >
        {children}
      </SheetContent>
    </Sheet>
  );
}
