// Building the two halves: the API's program and the web app.
import path from 'node:path';

import { fingerprint, whenChanged } from './fingerprint.mjs';
import { ROOT, WEB } from './paths.mjs';
import { attempt, output, run } from './process.mjs';
import { duration, step } from './ui.mjs';

const WEB_ENV = { NEXT_TELEMETRY_DISABLED: '1' };

/** Where cargo puts its results: `target/`, unless the person configured another place. */
export function targetDirectory() {
  const metadata = output('cargo', ['metadata', '--no-deps', '--format-version', '1']);
  return metadata ? JSON.parse(metadata).target_directory : path.join(ROOT, 'target');
}

export const apiProgram = () => path.join(targetDirectory(), 'debug/api');

// Always the whole workspace: building one package alone would choose other features for the shared
// dependencies, and every change between the two would compile those again.
const CARGO_BUILD = ['build', '--workspace', '--bins'];

/** Builds the API (debug) and returns its program. The first time takes minutes. */
export async function buildApi() {
  const began = Date.now();
  step('Building the API (the first time takes a few minutes)');
  await run('cargo', CARGO_BUILD, { advice: 'The compiler says why, above.' });
  step(`API built in ${duration(Date.now() - began)}`);
  return apiProgram();
}

/** The same for a watcher: whether it worked. */
export const rebuildApi = async () => (await attempt('cargo', CARGO_BUILD)) === 0;

/** Installs the web app's packages when the lock file changed. */
export async function installWeb() {
  const mark = fingerprint(['apps/web/package.json', 'apps/web/package-lock.json'], process.versions.modules, process.arch);
  const modules = path.join(WEB, 'node_modules/.package-lock.json');
  await whenChanged('web-packages', mark, modules, async () => {
    step('Installing the web app\'s packages (a minute or two)');
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: WEB, env: WEB_ENV, advice: 'npm says why, above. Behind a proxy, check `npm config get registry`.' });
  });
}

/** Builds the web app for production when its sources changed. Returns the server's script. */
export async function buildWeb() {
  await installWeb();
  const server = path.join(WEB, '.next/standalone/server.js');
  const mark = fingerprint(['apps/web'], process.versions.node.split('.')[0]);
  const built = await whenChanged('web-build', mark, server, async () => {
    step('Building the web app (a minute or two)');
    await run('npm', ['run', 'build'], { cwd: WEB, env: { ...WEB_ENV, NODE_ENV: 'production' }, advice: 'The build says why, above.' });
  });
  step(built ? 'Web app built' : 'Web app is up to date');
  return server;
}

/** `next dev`, as a program whose own process can be stopped (`npm run dev` would leave a child). */
export const NEXT = path.join(WEB, 'node_modules/next/dist/bin/next');
export { WEB_ENV };
