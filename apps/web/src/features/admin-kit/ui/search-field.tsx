'use client';

import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '@/shared/lib/cn';
import { Input } from '@/shared/ui/field';

const typingPause = 300;

type SearchFieldProps = {
  value: string;
  label: string;
  placeholder: string;
  onSearch: (q: string) => void;
  className?: string;
};

/** Searches by itself once the typing pauses; Enter doesn't wait. */
export function SearchField({ value, label, placeholder, onSearch, className }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  const typed = text.trim();

  // The address changed by other means (back button, "clear"): show that. Our own search coming back is no news,
  // there may be more letters in the field by now.
  if (seen !== value) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  function search() {
    if (typed === sent) return;
    setSent(typed);
    onSearch(typed);
  }

  useEffect(() => {
    const timer = setTimeout(search, typingPause);
    return () => clearTimeout(timer);
  });

  return (
    <form
      role="search"
      className={cn('relative min-w-56 flex-1 basis-full sm:basis-56', className)}
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3.5 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        className="h-11 ps-10 text-base [unicode-bidi:plaintext] sm:h-10 sm:text-sm [&::-webkit-search-cancel-button]:appearance-none"
      />
    </form>
  );
}
