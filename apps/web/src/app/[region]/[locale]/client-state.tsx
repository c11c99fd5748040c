'use client';

import { configureStore } from '@reduxjs/toolkit';
import { useState, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import { bagReducer } from '@/features/cart';

/** The state that is only the browser's: one store per visit, begun with what the server saw in the cookies. */
export function ClientState({ hasCart, children }: { hasCart: boolean; children: ReactNode }) {
  const [store] = useState(() =>
    configureStore({ reducer: { bag: bagReducer }, preloadedState: { bag: { hasCart, isOpen: false } } }),
  );
  return <Provider store={store}>{children}</Provider>;
}
