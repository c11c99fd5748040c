'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState, type ComponentProps, type MouseEvent } from 'react';
import { useStore } from '@/shared/store/context';
import { useIsSignedIn } from '@/shared/store/visitor';

const AuthSheet = dynamic(() => import('./auth-sheet').then((module) => module.AuthSheet), { ssr: false });

/**
 * The way to the account. For guests it opens the form beside the page; without a script, or in a new tab, it leads
 * to the page that asks for it.
 */
export function AccountLink(props: Omit<ComponentProps<typeof Link>, 'href' | 'onClick'>) {
  const { path } = useStore();
  const isSignedIn = useIsSignedIn();
  const pathname = usePathname();
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never');

  if (isSignedIn && state === 'open') setState('closed');

  function open(event: MouseEvent) {
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (isSignedIn || !isPlain || /\/sign-(in|up)$/.test(pathname)) return;
    event.preventDefault();
    setState('open');
  }

  return (
    <>
      {/* Fetched ahead it would be the page for guests, even after signing in. */}
      <Link {...props} href={path('/account')} prefetch={isSignedIn ? undefined : false} onClick={open} />
      {state !== 'never' && (
        <AuthSheet
          isOpen={state === 'open'}
          onOpenChange={(isOpen) => setState(isOpen ? 'open' : 'closed')}
        />
      )}
    </>
  );
}
