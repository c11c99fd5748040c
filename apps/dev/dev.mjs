// `just dev`: like `just start`, but pages change as they are saved, and the API is rebuilt and restarted
// when its Rust changes. A build that fails leaves the old API running.
import { watch } from 'node:fs';
import path from 'node:path';

import { buildApi, installWeb, rebuildApi } from './lib/build.mjs';
import { atEnd, isEnding, main } from './lib/lifetime.mjs';
import { keepOpen, openDatabase } from './lib/open.mjs';
import { ROOT } from './lib/paths.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { startSandbox } from './lib/sandbox.mjs';
import { takeSession } from './lib/session.mjs';
import { firstToFail, migrate, startApi, startWebDev, startWorker } from './lib/shop.mjs';
import { announce } from './lib/summary.mjs';
import { report, step, warn } from './lib/ui.mjs';

const WATCHED = ['crates', 'apps/api', 'migration'];
const COUNTS = /\.(rs|sql|ftl|toml|json)$/;
const QUIET_MS = 300;

await main(async () => {
  const began = Date.now();
  requireEssentials();
  const session = await takeSession();
  const program = await buildApi();
  await installWeb();
  const { places, postgres } = await openDatabase(program, session);

  step('Starting the sandbox, the API, the worker and the web app');
  const sandbox = await startSandbox(places);
  session.add(sandbox);
  let backend = [];
  const startBackend = async () => {
    backend = [await startApi(program, places), startWorker(program, places)];
    backend.forEach((service) => session.add(service));
    // The next change may mend it, so the rest stays open.
    void firstToFail(backend).then((service) => report(service.failure(`${service.name} ended unexpectedly (exit ${service.exitCode})`)));
  };
  await startBackend();
  const web = await startWebDev(places);
  session.add(web);
  announce(places, Date.now() - began);

  onChange(async () => {
    step('Rust changed: building');
    if (!(await rebuildApi())) {
      warn('The build failed; the API from before keeps running');
      return;
    }
    await Promise.all(backend.map((service) => service.stop()));
    try {
      await migrate(program, places);
      await startBackend();
      step('API and worker restarted');
    } catch (error) {
      // The next save may mend it: keep the web app and the database.
      report(error);
    }
  });
  await keepOpen([postgres, sandbox, web]);
});

/** Calls `act` after each burst of changes, one call at a time. */
function onChange(act) {
  let timer;
  let busy = false;
  let again = false;
  const fire = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      await act();
    } while (again && !isEnding());
    busy = false;
  };
  const touched = (_event, file) => {
    if (file && !COUNTS.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void fire(), QUIET_MS);
  };
  const watchers = WATCHED.map((dir) => watch(path.join(ROOT, dir), { recursive: true }, touched));
  atEnd(() => {
    clearTimeout(timer);
    watchers.forEach((watcher) => watcher.close());
  });
}
