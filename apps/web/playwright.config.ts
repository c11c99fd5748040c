import { existsSync } from 'node:fs';
import { chromium, defineConfig, devices } from '@playwright/test';
import type { Visit } from './e2e/support/test';

// `just e2e` starts a shop with demo data and says where it is; nothing here starts or stops one.
const baseURL = process.env.BASE_URL ?? 'http://localhost:3000';

const bundled = chromium.executablePath();
const executablePath =
  process.env.CHROMIUM_PATH ??
  (existsSync(bundled)
    ? undefined
    : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) =>
        existsSync(p),
      ));

// A language, a screen and a region each: between them every currency and both directions of writing.
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } };
const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 };

/** Journeys that change a rule for everyone in the shop. */
const alone = /\.alone\.spec\.ts$/;
const visits = [
  { name: 'en', use: { ...desktop, locale: 'en-AE', language: 'en', region: 'ae' } },
  { name: 'ar', use: { ...desktop, locale: 'ar-SA', language: 'ar', region: 'sa' } },
  { name: 'en-phone', use: { ...phone, locale: 'en-AE', language: 'en', region: 'ae' } },
  { name: 'ar-phone', use: { ...phone, locale: 'ar-KW', language: 'ar', region: 'kw' } },
] as const;

// What the panel does, and what goes wrong, is told once in each language and once on each screen: in `en` and `ar-phone`.
const toldTwice = /(admin|customers|staff-security|team|trouble|language)\.spec\.ts$/;
const walk = /walk\.spec\.ts$/;
const elsewhere: Record<string, RegExp[]> = {
  ar: [toldTwice],
  'en-phone': [toldTwice, walk],
  'ar-phone': [walk],
};

export default defineConfig<Visit>({
  testDir: './e2e',
  outputDir: './test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // Long journeys on a machine of two cores that may be busy; every single step still has to be quick.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL,
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    ...visits.map((visit) => ({ ...visit, testIgnore: [alone, ...(elsewhere[visit.name] ?? [])] })),
    {
      name: 'alone',
      testMatch: alone,
      use: { ...desktop, locale: 'en-AE', language: 'en', region: 'ae' },
      dependencies: visits.map(({ name }) => name),
    },
  ],
});
