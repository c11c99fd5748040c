// What `just start` and `just dev` share: the private database, filled, and addresses for the rest.
import { persistentCluster } from './cluster.mjs';
import { atEnd, endsWhenAsked } from './lifetime.mjs';
import { freePort } from './ports.mjs';
import { sandboxUrl } from './sandbox.mjs';
import { apiUrl, firstToFail, migrate, seed, webUrl } from './shop.mjs';
import { step } from './ui.mjs';

const PORTS = { api: 8080, web: 3000, postgres: 5433, sandbox: 8025, mail: 1025 };

/**
 * Starts the private Postgres with the demo shop in it and chooses ports.
 * @param {string} program the built API
 */
export async function openDatabase(program, session) {
  const taken = new Set();
  const cluster = await persistentCluster({ port: PORTS.postgres, taken });
  atEnd(cluster.stop);
  session.add(cluster.service);
  const places = {
    databaseUrl: cluster.url,
    apiPort: await freePort(PORTS.api, taken),
    webPort: await freePort(PORTS.web, taken),
    sandbox: { httpPort: await freePort(PORTS.sandbox, taken), smtpPort: await freePort(PORTS.mail, taken) },
  };
  session.set({ databaseUrl: cluster.url, urls: { shop: webUrl(places), api: apiUrl(places), outbox: sandboxUrl(places.sandbox) } });
  step('Preparing the database and the demo shop');
  await migrate(program, places);
  await seed(program, places);
  return { places, postgres: cluster.service };
}

/** Waits for ever, unless one of `services` ends on its own: that ends the script. */
export async function keepOpen(services) {
  endsWhenAsked();
  const failed = await firstToFail(services);
  throw failed.failure(`${failed.name} ended unexpectedly (exit ${failed.exitCode}); the rest is being stopped`);
}

