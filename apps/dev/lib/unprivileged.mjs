// Postgres refuses to run as root. Started as root, it runs as `postgres` or `nobody` instead.
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { CHECKOUT_KEY, LOCAL } from './paths.mjs';
import { output } from './process.mjs';
import { Failure } from './ui.mjs';

/** Who Postgres runs as: `{}` for ourselves, or `{uid, gid}` to hand to `spawn`. */
export function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = output('id', ['-u', name]);
    const gid = output('id', ['-g', name]);
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Failure(
    'Postgres will not run as root, and there is no user `postgres` or `nobody` to run it as',
    'Run this as an ordinary user, or make one: useradd --system postgres',
  );
}

/** True when `user` can enter `dir` and write there. */
export function canWork(dir, user) {
  return output('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', dir], { ...user, cwd: '/' }) !== undefined;
}

/** Makes `dir` (0700) and hands it to `user`. */
export function ownedDirectory(dir, user) {
  // The parents keep the usual mode: `user` must be able to pass through them.
  mkdirSync(path.dirname(dir), { recursive: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  give(dir, user);
  return dir;
}

/** A new directory of `user`'s own under the system's temporary directory. */
export function temporaryDirectory(prefix, user) {
  const dir = mkdtempSync(path.join(os.tmpdir(), prefix));
  give(dir, user);
  return dir;
}

/**
 * The directory that keeps the private Postgres between runs: under `.local/`, or, when `user` can't enter
 * that (a checkout below a home directory closed to others), under the temporary directory, with a pointer
 * to it in `.local/postgres.path`.
 */
export function persistentHome(user) {
  const inside = path.join(LOCAL, 'postgres');
  ownedDirectory(inside, user);
  if (canWork(inside, user)) return inside;
  const pointer = `${inside}.path`;
  for (const dir of [pointedTo(pointer), path.join(os.tmpdir(), `amoonis-${CHECKOUT_KEY}`)]) {
    if (dir && claim(dir, user)) {
      writeFileSync(pointer, `${dir}\n`);
      return dir;
    }
  }
  const dir = temporaryDirectory(`amoonis-${CHECKOUT_KEY}-`, user);
  writeFileSync(pointer, `${dir}\n`);
  return dir;
}

function pointedTo(pointer) {
  try {
    return readFileSync(pointer, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Makes `dir`, or takes it when it is ours already; a stranger's directory of that name is not touched. */
function claim(dir, user) {
  try {
    mkdirSync(dir, { mode: 0o700 });
    give(dir, user);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const found = lstatSync(dir);
  return found.isDirectory() && found.uid === (user.uid ?? process.getuid()) && canWork(dir, user);
}

function give(dir, user) {
  chmodSync(dir, 0o700);
  if (user.uid !== undefined) chownSync(dir, user.uid, user.gid);
}
