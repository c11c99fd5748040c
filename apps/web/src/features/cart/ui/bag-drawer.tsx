'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useBag } from '../model/bag';

const BagPanel = dynamic(() => import('./bag-panel').then((module) => module.BagPanel), { ssr: false });

/** The bag beside the page one is on; fetched when it is first opened. */
export function BagDrawer() {
  const { isOpen } = useBag();
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  return wasOpened ? <BagPanel /> : null;
}
