// The web half of `just test`.
import { existsSync } from 'node:fs';
import path from 'node:path';

import { PLAYWRIGHT, requireChromium } from './browser.mjs';
import { WEB_ENV, buildApi, buildWeb, installWeb } from './build.mjs';
import { throwAwayCluster } from './cluster.mjs';
import { fingerprint } from './fingerprint.mjs';
import { WEB, shown } from './paths.mjs';
import { freePort } from './ports.mjs';
import { attempt, run } from './process.mjs';
import { sandboxUrl, startSandbox } from './sandbox.mjs';
import { apiUrl, migrate, seed, startApi, startWeb, startWorker, webUrl } from './shop.mjs';
import { Failure, step } from './ui.mjs';

const CLIENT = 'apps/web/src/shared/api/generated';

/** Runs a script of the web app's package.json. */
export async function script(name, ...args) {
  await installWeb();
  await run('npm', ['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])], { cwd: WEB, env: WEB_ENV });
}

/** The client in the tree is the one `docs/openapi.json` gives. */
export async function clientIsCurrent() {
  const before = fingerprint([CLIENT]);
  await script('generate');
  if (fingerprint([CLIENT]) !== before) {
    throw new Failure(`${CLIENT} was not what docs/openapi.json gives`, 'It has been generated again: look at the difference and commit it.');
  }
}

export const buildsForProduction = async () => void (await buildWeb());

/**
 * Drives the built shop in Chromium: a Postgres, sandbox, API, worker and web server of its own, on free ports.
 * @param {string[]} args for Playwright
 */
export async function browserTests(args = []) {
  const program = await buildApi();
  const server = await buildWeb();
  const browser = await requireChromium();
  const cluster = await throwAwayCluster({ name: 'e2e-postgres' });
  const taken = new Set();
  const places = {
    databaseUrl: cluster.url,
    apiPort: await freePort(0, taken),
    webPort: await freePort(0, taken),
    sandbox: { httpPort: await freePort(0, taken), smtpPort: await freePort(0, taken) },
    prefix: 'e2e-',
    // Every visitor of these tests comes from one address, and staff sign in once per test.
    settings: { AMOONIS__LIMITS__SIGN_INS_PER_MINUTE: '1000', AMOONIS__LIMITS__REQUESTS_PER_SECOND: '1000', AMOONIS__LIMITS__REQUEST_BURST: '2000' },
  };
  step('Filling a shop for the tests and starting it');
  await migrate(program, places);
  await seed(program, places);
  const services = [await startSandbox(places), await startApi(program, places), startWorker(program, places), await startWeb(server, places)];
  const code = await attempt(process.execPath, [PLAYWRIGHT, 'test', ...args], {
    cwd: WEB,
    env: { ...WEB_ENV, BASE_URL: webUrl(places), API_URL: apiUrl(places), SANDBOX_URL: sandboxUrl(places.sandbox), CHROMIUM_PATH: browser },
  });
  const dead = services.find(({ exitCode }) => exitCode !== undefined);
  for (const service of services.reverse()) await service.stop();
  await cluster.stop();
  if (dead) throw dead.failure(`${dead.name} ended during the tests (exit ${dead.exitCode})`);
  if (code !== 0) {
    const shots = path.join(WEB, 'test-results');
    throw new Failure('Tests in the browser failed', existsSync(shots) ? `Traces and pictures: ${shown(shots)}` : undefined);
  }
}
