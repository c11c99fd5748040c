// Runs one command of the API against the private database: `node apps/dev/api.mjs seed`.
// Uses the running shop's Postgres, or starts it for as long as the command takes. `openapi` needs no
// database: it writes docs/openapi.json.
import { writeFileSync } from 'node:fs';

import { buildApi } from './lib/build.mjs';
import { persistentCluster } from './lib/cluster.mjs';
import { atEnd, main } from './lib/lifetime.mjs';
import { OPENAPI, shown } from './lib/paths.mjs';
import { attempt, output } from './lib/process.mjs';
import { current, takeSession } from './lib/session.mjs';
import { apiEnv } from './lib/shop.mjs';
import { Failure, step } from './lib/ui.mjs';
import { script } from './lib/web.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  if (args.length === 0) throw new Failure('Usage: api.mjs COMMAND [ARGUMENT…]   (see `api --help`)');
  const program = await buildApi();
  if (args[0] === 'openapi') return writeOpenApi(program);
  const databaseUrl = current()?.databaseUrl ?? (await ownDatabase());
  return attempt(program, args, { env: apiEnv({ databaseUrl, apiPort: 8080, webPort: 3000 }) });
});

async function ownDatabase() {
  const session = await takeSession();
  const cluster = await persistentCluster();
  atEnd(cluster.stop);
  session.add(cluster.service);
  session.set({ databaseUrl: cluster.url });
  return cluster.url;
}

/** The golden file, what the code says its interface is, and the web's client made from it. */
async function writeOpenApi(program) {
  const document = output(program, ['openapi']);
  if (!document) throw new Failure('`api openapi` failed', `Run it to see why: ${shown(program)} openapi`);
  writeFileSync(OPENAPI, document);
  step(`${shown(OPENAPI)} written`);
  await script('generate');
  step("The web's client follows it");
  return 0;
}
