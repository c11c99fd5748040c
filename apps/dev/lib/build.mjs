// Building the two halves: the API's program and the web app.
import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { fingerprint, whenChanged } from './fingerprint.mjs';
import { LOCAL, ROOT, WEB } from './paths.mjs';
import { attempt, output, run } from './process.mjs';
import { current } from './session.mjs';
import { duration, step } from './ui.mjs';

/** Finished builds of the web app, each named by what it was made from. */
const BUILDS = path.join(LOCAL, 'web');
/** Tests, and a file that `next dev` and `next build` each write in their own way. */
const NOT_BUILT = /^apps\/web\/(e2e\/|next-env\.d\.ts$|playwright\.config\.ts$|vitest\.config\.ts$)|\.test\.tsx?$/;
const WEB_ENV = { NEXT_TELEMETRY_DISABLED: '1' };

/** Where cargo puts its results: `target/`, unless the person configured another place. */
export function targetDirectory() {
  const metadata = output('cargo', ['metadata', '--no-deps', '--format-version', '1']);
  return metadata ? JSON.parse(metadata).target_directory : path.join(ROOT, 'target');
}

export const apiProgram = () => path.join(targetDirectory(), 'debug/api');
export const sandboxProgram = () => path.join(targetDirectory(), 'debug/sandbox');

// Always the whole workspace: building one package alone would choose other features for the shared
// dependencies, and every change between the two would compile those again.
const CARGO_BUILD = ['build', '--workspace', '--bins'];

/** Builds the API and the sandbox (debug) and returns the API's program. The first time takes minutes. */
export async function buildApi() {
  const began = Date.now();
  step(existsSync(apiProgram()) ? 'Building the API' : 'Building the API (the first time takes a few minutes)');
  await run('cargo', CARGO_BUILD, { advice: 'The compiler says why, above.' });
  step(`API built in ${duration(Date.now() - began)}`);
  return apiProgram();
}

/** The same for a watcher: whether it worked. */
export const rebuildApi = async () => (await attempt('cargo', CARGO_BUILD)) === 0;

/** Installs the web app's packages when the lock file changed. */
export async function installWeb() {
  const mark = fingerprint(['apps/web/package.json', 'apps/web/package-lock.json'], { extra: [process.versions.modules, process.arch] });
  const modules = path.join(WEB, 'node_modules/.package-lock.json');
  await whenChanged('web-packages', mark, modules, async () => {
    step('Installing the web app\'s packages (a minute or two)');
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: WEB, env: WEB_ENV, advice: 'npm says why, above. Behind a proxy, check `npm config get registry`.' });
  });
}

/**
 * Builds the web app for production when its sources changed. Returns the server's script: of a copy, so that
 * a later build, of a test run say, doesn't pull the files from under a server that is running.
 */
export async function buildWeb() {
  await installWeb();
  const mark = fingerprint(['apps/web'], { except: NOT_BUILT, extra: process.versions.modules }).slice(0, 16);
  const dir = path.join(BUILDS, mark);
  const server = path.join(dir, 'server.js');
  if (existsSync(server)) {
    step('Web app is up to date');
    return server;
  }
  step('Building the web app (a minute or two)');
  await run('npm', ['run', '--silent', 'build'], { cwd: WEB, env: { ...WEB_ENV, NODE_ENV: 'production' }, advice: 'The build says why, above.' });
  removeOldBuilds();
  // Moved into place whole: a copy cut short is never served.
  rmSync(`${dir}.new`, { recursive: true, force: true });
  cpSync(path.join(WEB, '.next/standalone'), `${dir}.new`, { recursive: true, verbatimSymlinks: true });
  renameSync(`${dir}.new`, dir);
  step('Web app built');
  return server;
}

/** Keeps the build a running shop serves. */
function removeOldBuilds() {
  if (!existsSync(BUILDS)) return;
  const inUse = current()?.services.map(({ program }) => program).join('\n') ?? '';
  for (const name of readdirSync(BUILDS).filter((entry) => !inUse.includes(entry))) {
    rmSync(path.join(BUILDS, name), { recursive: true, force: true });
  }
}

/** `next dev`, as a program whose own process can be stopped (`npm run dev` would leave a child). */
export const NEXT = path.join(WEB, 'node_modules/next/dist/bin/next');
export { WEB_ENV };
