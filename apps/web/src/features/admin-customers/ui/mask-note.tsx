import { EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Why there are dots where letters should be. */
export function MaskNote() {
  const t = useTranslations('admin.customers');
  return (
    <p className="flex items-start gap-2.5 rounded-[10px] bg-cream px-3.5 py-2.5 text-sm text-ink-soft">
      <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t('masked')}
    </p>
  );
}
