'use client';

import { combineReducers, legacy_createStore as createStore } from '@reduxjs/toolkit';
import { useState, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import { bagReducer } from '@/features/cart';

/** The state that is only the browser's: one store per visit, begun with what the server saw in the cookies. */
export function ClientState({ hasCart, children }: { hasCart: boolean; children: ReactNode }) {
  // Without middleware: nothing here is asynchronous, and every page pays for what is bundled.
  const [store] = useState(() =>
    createStore(combineReducers({ bag: bagReducer }), { bag: { hasCart, isOpen: false } }),
  );
  return <Provider store={store}>{children}</Provider>;
}
