'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ComponentProps } from 'react';
import { cn } from '@/shared/lib/cn';
import { Input } from './field';

/** A password that can be looked at. Its form needs `method="post"`: sent before the script is here it must not end up in the address. */
export function PasswordInput({ className, ...props }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('common');
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative block" dir="ltr">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={200}
        className={cn('pe-12 rtl:text-left', className)}
      />
      <button
        type="button"
        aria-label={t(isShown ? 'hide_password' : 'show_password')}
        onClick={() => setShown(!isShown)}
        className="absolute end-1 top-1 grid size-10 place-items-center rounded-full text-ink-soft transition-colors hover:text-ink"
      >
        <Icon aria-hidden className="size-[1.125rem]" />
      </button>
    </span>
  );
}
