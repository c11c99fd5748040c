// `just bench`: builds the API and the measuring program as for production, and runs the scenarios against a
// throw-away Postgres that waits for the disk like a real one. Arguments go to the program (`just bench --help`).
import path from 'node:path';

import { targetDirectory } from './lib/build.mjs';
import { throwAwayCluster } from './lib/cluster.mjs';
import { main } from './lib/lifetime.mjs';
import { attempt, output, run } from './lib/process.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { Failure, duration, step } from './lib/ui.mjs';

/** Against the fast settings of servers for tests: nothing may be faster here than where it counts. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', wal_level: 'replica' };

await main(async () => {
  requireEssentials();
  const began = Date.now();
  step('Building with optimisations (the first time takes many minutes)');
  await run('cargo', ['build', '--release', '--package', 'bench', '--package', 'api'], { advice: 'The compiler says why, above.' });
  step(`Built in ${duration(Date.now() - began)}`);
  const program = path.join(targetDirectory(), 'release/bench');
  const args = process.argv.slice(2);
  if (args.includes('--help')) return attempt(program, ['run', '--help']);

  const cluster = await throwAwayCluster({ name: 'postgres-bench', settings: DURABLE });
  return attempt(program, ['run', '--server', cluster.url, '--pgbench', pgbench(cluster), ...args]);
});

/** The server's own, else one in the PATH. */
function pgbench({ bin }) {
  const found = [path.join(bin, 'pgbench'), 'pgbench'].find((program) => output(program, ['--version']) !== undefined);
  if (!found) {
    throw new Failure('pgbench is not installed: checkouts are compared with it', 'It comes with Postgres. Debian, Ubuntu: apt install postgresql. macOS: brew install postgresql');
  }
  return found;
}
