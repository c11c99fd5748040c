'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { cn } from '@/shared/lib/cn';

const confirmationLasts = 2000;

/** Copies a text; says so for a moment in its own place. `what` names it, e.g. "Copy address". */
export function CopyButton({ text, what, className }: { text: string; what: string; className?: string }) {
  const t = useTranslations('admin.copy');
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), confirmationLasts);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Not every browser lets a page write there; then the person copies by hand.
      toast.error(t('failed'), { description: text });
    }
  }

  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={isCopied ? t('copied') : what}
      title={what}
      onClick={() => void copy()}
      className={cn(
        'grid size-9 shrink-0 place-items-center rounded-full text-ink-soft transition-colors hover:bg-cream hover:text-ink',
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-4', isCopied && 'text-success')} />
    </button>
  );
}
