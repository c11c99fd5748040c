'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton, useUnsaved } from '@/features/admin-kit';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';

/** The codes for the day the telephone is gone. They are shown once: leaving asks whether they are kept. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations('admin.recovery');
  const [isKept, setKept] = useState(false);
  useUnsaved(!isKept);
  const text = codes.join('\n');
  return (
    <div className="grid gap-4">
      <Alert tone="warn" title={t('title')}>
        {t('text')}
      </Alert>
      <ul
        dir="ltr"
        aria-label={t('codes')}
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-card bg-cream p-4 font-mono text-[0.9375rem] sm:max-w-md"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild variant="outline" size="sm">
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`Amoonis\n\n${text}\n`)}`}
            download="amoonis-recovery-codes.txt"
          >
            <Download aria-hidden className="size-4" />
            {t('download')}
          </a>
        </Button>
        <CopyButton text={text} what={t('copy')} />
      </div>
      <Checkbox label={t('kept')} checked={isKept} onChange={(event) => setKept(event.target.checked)} />
      <Button variant="accent" size="sm" className="justify-self-start" disabled={!isKept} onClick={onDone}>
        {t('done')}
      </Button>
    </div>
  );
}
