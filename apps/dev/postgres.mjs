// The private Postgres on its own.
//   node apps/dev/postgres.mjs keep           the demo shop's server, until Ctrl-C
//   node apps/dev/postgres.mjs run -- CMD…    a throw-away server while CMD runs, as TEST_DATABASE_URL
import { atEnd, main } from './lib/lifetime.mjs';
import { persistentCluster, throwAwayCluster } from './lib/cluster.mjs';
import { attempt } from './lib/process.mjs';
import { takeSession } from './lib/session.mjs';
import { Failure, say } from './lib/ui.mjs';

await main(async () => {
  const [verb, separator, command, ...args] = process.argv.slice(2);
  if (verb === 'run' && separator === '--' && command) {
    const cluster = await throwAwayCluster();
    return attempt(command, args, { env: { TEST_DATABASE_URL: cluster.url } });
  }
  if (verb !== 'keep') throw new Failure('Usage: postgres.mjs keep | run -- COMMAND…');
  const session = await takeSession();
  const cluster = await persistentCluster();
  atEnd(cluster.stop);
  session.add(cluster.service);
  session.set({ databaseUrl: cluster.url });
  say(`Postgres ${cluster.major} is ready: ${cluster.url}`);
  await cluster.service.exited;
  throw cluster.service.failure('Postgres ended');
});
