'use client';

import { createContext, useContext, type ReactNode } from 'react';

const Context = createContext(false);

export function VisitorProvider({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  return <Context value={isSignedIn}>{children}</Context>;
}

/**
 * Whether the visitor has a session, as far as their cookies tell: enough to choose between a link and a form, not
 * to show anything that is theirs.
 */
export const useIsSignedIn = () => useContext(Context);
