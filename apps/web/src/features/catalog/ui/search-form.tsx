'use client';

import { Search, X } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStore } from '@/shared/store/context';
import { Input } from '@/shared/ui/field';

/** Words to look for; the address with `?search` opens the page with the cursor in it. */
export function SearchForm({
  value = '',
  onSearch,
}: {
  value?: string;
  onSearch: (q: string | undefined) => void;
}) {
  const t = useTranslations('store.shop');
  const { path } = useStore();
  const [text, setText] = useState(value);
  const wantsFocus = useSearchParams().has('search');

  return (
    <form
      role="search"
      action={path('/shop')}
      className="relative mb-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim() || undefined);
      }}
    >
      <Search
        aria-hidden
        strokeWidth={1.6}
        className="pointer-events-none absolute start-4 top-1/2 size-5 -translate-y-1/2 text-ink-faint"
      />
      <Input
        type="text"
        name="q"
        enterKeyHint="search"
        aria-label={t('search_label')}
        placeholder={t('search_placeholder')}
        autoFocus={wantsFocus}
        autoComplete="off"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="rounded-full ps-12 pe-12"
      />
      {text && (
        <button
          type="button"
          aria-label={t('clear')}
          onClick={() => {
            setText('');
            if (value) onSearch(undefined);
          }}
          className="absolute end-2 top-1/2 grid size-9 -translate-y-1/2 place-items-center rounded-full text-ink-soft hover:bg-cream"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </form>
  );
}
