// `just start`: the whole shop on this machine, from nothing. Ctrl-C stops all of it.
import { buildApi, buildWeb } from './lib/build.mjs';
import { main } from './lib/lifetime.mjs';
import { keepOpen, openDatabase } from './lib/open.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { startSandbox } from './lib/sandbox.mjs';
import { takeSession } from './lib/session.mjs';
import { startApi, startWeb, startWorker } from './lib/shop.mjs';
import { announce } from './lib/summary.mjs';
import { step } from './lib/ui.mjs';

await main(async () => {
  const began = Date.now();
  requireEssentials();
  const session = await takeSession();
  const program = await buildApi();
  const server = await buildWeb();
  const { places, postgres } = await openDatabase(program, session);

  step('Starting the sandbox, the API, the worker and the web app');
  const services = [postgres];
  for (const start of [() => startSandbox(places), () => startApi(program, places), () => startWorker(program, places), () => startWeb(server, places)]) {
    const service = await start();
    services.push(service);
    session.add(service);
  }
  announce(places, Date.now() - began);
  await keepOpen(services);
});
