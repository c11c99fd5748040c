// What a build was made from, so that it isn't made again for nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { LOCAL, ROOT } from './paths.mjs';
import { output } from './process.mjs';

const SKIPPED = new Set(['node_modules', '.next', '.git', '.local', 'target', 'test-results', 'playwright-report']);

/**
 * One hash over the names and contents of every file under `places` (relative to the root) that git tracks
 * or would add, but for those `except` matches, and over `extra`.
 * @param {string[]} places
 * @param {{except?: RegExp, extra?: unknown}} [options]
 */
export function fingerprint(places, { except, extra } = {}) {
  const hash = createHash('sha256').update(JSON.stringify(extra ?? null));
  for (const file of sources(places).filter((name) => !except?.test(name))) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** The files under `places`, sorted, without what git ignores. */
export function sources(places) {
  const listed = output('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...places]);
  // A copy without git (a downloaded archive) has no ignored files yet but the ones of a build.
  const files = listed === undefined ? places.flatMap(walk) : listed.split('\0').filter(Boolean);
  return [...new Set(files)].filter((file) => existsSync(path.join(ROOT, file))).sort();
}

function walk(place) {
  const full = path.join(ROOT, place);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [place];
  return readdirSync(full)
    .filter((name) => !SKIPPED.has(name))
    .flatMap((name) => walk(path.join(place, name)));
}

/**
 * Runs `make` unless it ran with the same `mark` before and `result` is still there.
 * @returns {Promise<boolean>} whether it ran
 */
export async function whenChanged(name, mark, result, make) {
  const file = path.join(LOCAL, `${name}.mark`);
  if (existsSync(result) && existsSync(file) && readFileSync(file, 'utf8') === mark) return false;
  // Forgotten first: a build cut short must not pass for a whole one.
  rmSync(file, { force: true });
  await make();
  mkdirSync(LOCAL, { recursive: true });
  writeFileSync(file, mark);
  return true;
}
