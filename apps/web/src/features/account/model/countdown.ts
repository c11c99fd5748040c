'use client';

import { useEffect, useState } from 'react';

/** Whole seconds until `until` (milliseconds since 1970), counted down to zero. */
export function useCountdown(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 500);
    return () => clearTimeout(timer);
  }, [left, now]);
  return left;
}
