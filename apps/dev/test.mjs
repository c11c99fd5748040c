// `just test`: everything CI runs, in order, with a summary. `just test CRATE` runs one crate's tests,
// `just test web`, `just test e2e`, `just test dev` one suite. More arguments go to the runner.
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { main } from './lib/lifetime.mjs';
import { ROOT } from './lib/paths.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { run } from './lib/process.mjs';
import { clippy, crates, deny, docTests, format, openApiIsCurrent, rustTests } from './lib/rust.mjs';
import { runSteps } from './lib/steps.mjs';
import { Failure, say } from './lib/ui.mjs';
import { browserTests, buildsForProduction, clientIsCurrent, script } from './lib/web.mjs';

const SUITES = {
  web: (args) => script('test', ...args),
  e2e: (args) => browserTests(args),
  dev: (args) => scriptTests(args),
};

await main(async () => {
  requireEssentials();
  const [what, ...args] = process.argv.slice(2);
  if (!what) {
    return runSteps([
      ['Rust: format', format],
      ['Rust: clippy', clippy],
      ['Rust: tests', () => rustTests()],
      ['Rust: examples in documentation', docTests],
      ['Rust: licences and bans', deny],
      ['OpenAPI document is current', openApiIsCurrent],
      ['Scripts of just', () => scriptTests()],
      ['Web: client is current', clientIsCurrent],
      ['Web: lint', () => script('lint')],
      ['Web: types', () => script('typecheck')],
      ['Web: tests', () => script('test')],
      ['Web: production build', buildsForProduction],
      ['Journeys in a browser', () => browserTests()],
    ]);
  }
  if (SUITES[what]) return void (await SUITES[what](args));
  const known = crates();
  if (!known.includes(what)) {
    throw new Failure(`There is no crate \`${what}\``, `Crates: ${known.join(', ')}\nSuites: ${Object.keys(SUITES).join(', ')}`);
  }
  say(await rustTests(what, args));
  return 0;
});

/** The tests of these scripts themselves. */
function scriptTests(args = []) {
  const dir = 'apps/dev/test';
  const files = readdirSync(path.join(ROOT, dir)).filter((name) => name.endsWith('.test.mjs')).sort();
  return run(process.execPath, ['--test', ...args, ...files.map((name) => path.join(dir, name))]);
}
