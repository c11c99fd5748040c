// Which Chromium drives the tests in a browser.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { WEB } from './paths.mjs';
import { attempt } from './process.mjs';
import { Failure, step } from './ui.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Playwright's command line, of the web app's own version. */
export const PLAYWRIGHT = path.join(WEB, 'node_modules/@playwright/test/cli.js');

/** The program of a browser to drive, or undefined: CHROMIUM_PATH, Playwright's own, the system's. */
export function chromium() {
  return [process.env.CHROMIUM_PATH, bundled(), ...PLACES].find((file) => file && existsSync(file));
}

/** The same, fetching Playwright's own when the machine has none. */
export async function requireChromium() {
  const found = chromium();
  if (found) return found;
  step('No Chromium on this machine: Playwright fetches one');
  const code = await attempt(process.execPath, [PLAYWRIGHT, 'install', 'chromium'], { cwd: WEB });
  const fetched = code === 0 ? chromium() : undefined;
  if (fetched) return fetched;
  throw new Failure(
    'The tests in a browser need Chromium',
    'Install it (Debian: apt-get install chromium fonts-noto-core), or point CHROMIUM_PATH at one.',
  );
}

function bundled() {
  try {
    return createRequire(PLAYWRIGHT)('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}
