'use client';

import dynamic from 'next/dynamic';

const Sonner = dynamic(() => import('sonner').then((module) => module.Toaster), { ssr: false });

/** Where toasts show up. */
export function Toaster({ dir, theme = 'light' }: { dir: 'ltr' | 'rtl'; theme?: 'light' | 'dark' }) {
  return (
    <Sonner
      dir={dir}
      theme={theme}
      position="top-center"
      offset={20}
      toastOptions={{
        classNames: {
          toast: '!rounded-card !border-line !bg-card !text-ink !shadow-float !font-text',
          description: '!text-ink-soft',
          actionButton: '!rounded-full !bg-ink !text-on-ink',
        },
      }}
    />
  );
}
