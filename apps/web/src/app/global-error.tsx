'use client';

import { BrandMark } from '@/shared/ui/brand';
import './globals.css';

/** When not even the frame of a page could be drawn: both languages, nothing that could fail again. */
export default function GlobalError() {
  return (
    <html lang="en" dir="ltr">
      <body className="grid min-h-dvh place-items-center bg-cream p-6 text-center">
        <main className="grid max-w-md justify-items-center gap-5">
          <BrandMark className="size-14 text-gold" />
          <h1 className="display text-display-3">We’ll be right back</h1>
          <p className="text-ink-soft">The shop is taking a short break. Please try again in a moment.</p>
          <p lang="ar" dir="rtl" className="text-ink-soft">
            المتجر في استراحة قصيرة. حاول مرة أخرى بعد لحظات.
          </p>
          <a
            href=""
            className="mt-2 inline-flex h-12 items-center rounded-full bg-ink px-8 font-medium text-on-ink hover:bg-accent-deep"
          >
            Try again · إعادة المحاولة
          </a>
        </main>
      </body>
    </html>
  );
}
