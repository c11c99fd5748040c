// `just bench`: the measurements of tests/bench, on release builds and a Postgres that writes as durably as
// one in production. Arguments go to the program (`just bench --only jobs`; `just bench --help`).
import { existsSync } from 'node:fs';
import path from 'node:path';

import { targetDirectory } from './lib/build.mjs';
import { throwAwayCluster } from './lib/cluster.mjs';
import { main } from './lib/lifetime.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { installed, serverAdvice } from './lib/postgres-binaries.mjs';
import { attempt, output, run } from './lib/process.mjs';
import { Failure, step } from './lib/ui.mjs';
import { postgresUser } from './lib/unprivileged.mjs';

const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  max_connections: '300',
  shared_buffers: '512MB',
};

await main(async () => {
  requireEssentials();
  const pgbench = findPgbench();
  step('Building for release (the first time takes many minutes)');
  await run('cargo', ['build', '--workspace', '--bins', '--release']);
  const cluster = await throwAwayCluster({ name: 'bench-postgres', settings: DURABLE });
  const program = path.join(targetDirectory(), 'release/bench');
  return attempt(program, ['run', '--server', cluster.url, '--pgbench', pgbench, ...process.argv.slice(2)]);
});

/** The reference must speak to our server, so any version of the client will do. */
function findPgbench() {
  const beside = installed(postgresUser()).map(({ bin }) => path.join(bin, 'pgbench'));
  const found = beside.find((file) => existsSync(file)) ?? output('which', ['pgbench'])?.trim();
  if (!found) throw new Failure('`just bench` compares with pgbench, which is not installed', serverAdvice());
  return found;
}
