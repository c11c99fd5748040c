// The Rust half of `just test`.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { apiProgram, buildApi } from './build.mjs';
import { throwAwayCluster } from './cluster.mjs';
import { sources } from './fingerprint.mjs';
import { OPENAPI, ROOT, shown } from './paths.mjs';
import { attempt, output, run } from './process.mjs';
import { Skip } from './steps.mjs';
import { Failure, warn } from './ui.mjs';

const COLOUR = process.stdout.isTTY && !process.env.CI ? { CARGO_TERM_COLOR: 'always' } : {};
/** Snapshots are only read here; `just snap` accepts new ones. */
const TEST_ENV = { INSTA_UPDATE: process.env.INSTA_UPDATE ?? 'no', ...COLOUR };

export const hasNextest = () => output('cargo', ['nextest', '--version']) !== undefined;

/** The names of the workspace's crates. */
export function crates() {
  const metadata = output('cargo', ['metadata', '--no-deps', '--format-version', '1']);
  if (!metadata) throw new Failure('`cargo metadata` failed', 'Run it to see why.');
  return JSON.parse(metadata).packages.map(({ name }) => name).sort();
}

/** A server for tests: the one of TEST_DATABASE_URL when that is set, else a throw-away one of our own. */
async function testDatabase() {
  return process.env.TEST_DATABASE_URL ?? (await throwAwayCluster()).url;
}

/**
 * Runs the tests of the workspace, or of one crate. Returns the runner's own last words.
 * @param {string} [only] a crate
 * @param {string[]} [extra] further arguments for the runner
 */
export async function rustTests(only, extra = []) {
  const env = { ...TEST_ENV, TEST_DATABASE_URL: await testDatabase() };
  let text = '';
  const options = { env, tee: (chunk) => (text += chunk) };
  // A crate is built alone, with what it declares: a sibling that doesn't compile is no reason not to test it.
  // Its dependencies may differ in features from the workspace's, which costs a minute the first time.
  const which = only ? ['--package', only] : ['--workspace'];
  let code;
  if (hasNextest()) {
    const profile = process.env.CI ? ['--profile', 'ci'] : [];
    code = await attempt('cargo', ['nextest', 'run', ...which, ...profile, ...extra], options);
  } else {
    warn('cargo-nextest is not installed: using `cargo test` (slower; get it with: cargo install cargo-nextest --locked)');
    code = await attempt('cargo', ['test', '--no-fail-fast', ...which, '--lib', '--bins', '--tests', ...extra], options);
  }
  const words = lastWords(text);
  if (code !== 0) throw new Failure(words || `the test runner failed (exit ${code})`);
  return words;
}

/** `Summary [ 12.3s] 345 tests run: …` of nextest, or the sum of the lines of `cargo test`. */
export function lastWords(text) {
  const plain = text.replaceAll(/\u001b\[[0-9;]*m/g, '');
  const summary = /^\s*Summary \[.*$/m.exec(plain);
  if (summary) return summary[0].trim().replace(/\s+/g, ' ');
  const counts = [...plain.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)];
  if (counts.length === 0) return '';
  const sum = (group) => counts.reduce((total, found) => total + Number(found[group]), 0);
  return `${sum(1) + sum(2)} tests run: ${sum(1)} passed, ${sum(2)} failed`;
}

export const format = () =>
  run('cargo', ['fmt', '--all', '--check'], { advice: 'Run: just fmt' });

export const clippy = () =>
  run('cargo', ['clippy', '--workspace', '--all-targets', '--keep-going', '--', '-D', 'warnings'], { env: COLOUR, advice: 'Clippy says what, above.' });

/** Examples in documentation comments that are code. */
export async function docTests() {
  const withExamples = sources(['crates', 'apps', 'migration']).filter((file) => file.endsWith('.rs') && hasExample(readFileSync(path.join(ROOT, file), 'utf8')));
  if (withExamples.length === 0) throw new Skip('no examples in documentation comments');
  await run('cargo', ['test', '--workspace', '--doc'], { env: COLOUR });
}

const RUN_WORDS = ['', 'rust', 'should_panic', 'no_run', 'compile_fail'];

/** True when `text` opens a fenced block in a documentation comment that rustdoc would run. */
export function hasExample(text) {
  let inside = false;
  for (const line of text.split('\n')) {
    const fence = /^\s*\/\/[/!]\s*```(.*)$/.exec(line);
    if (!fence) continue;
    if (!inside && fence[1].trim().split(/[\s,]+/).every((word) => RUN_WORDS.includes(word))) return true;
    inside = !inside;
  }
  return false;
}

/** The golden file says what the code says. */
export async function openApiIsCurrent() {
  await buildApi();
  const program = apiProgram();
  const said = output(program, ['openapi']);
  if (!said) throw new Failure('`api openapi` failed', `Run it to see why: ${shown(program)} openapi`);
  if (said !== readFileSync(OPENAPI, 'utf8')) {
    throw new Failure(`${shown(OPENAPI)} is not what the code says`, 'Run: just openapi   (then look at the difference, and commit it with the change that made it)');
  }
}

export async function deny() {
  if (output('cargo', ['deny', '--version']) === undefined) {
    throw new Skip('cargo-deny is not installed (cargo install cargo-deny --locked)');
  }
  await run('cargo', ['deny', '--offline', 'check', 'bans', 'licenses', 'sources'], { env: COLOUR });
}
