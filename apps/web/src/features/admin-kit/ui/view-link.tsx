'use client';

import type { ComponentProps } from 'react';

type ViewLinkProps = ComponentProps<'a'> & { href: string; onFollow: () => void };

/** A link to another view of the same page: a plain click changes it in place, all else is the browser's. */
export function ViewLink({ onFollow, ...props }: ViewLinkProps) {
  return (
    <a
      {...props}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onFollow();
      }}
    />
  );
}
