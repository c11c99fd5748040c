// Private Postgres servers: one that keeps the demo shop between runs, and throw-away ones for tests.
// They listen on the loopback only and leave nothing behind.
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

import { atEnd } from './lifetime.mjs';
import { freePort } from './ports.mjs';
import { binaries } from './postgres-binaries.mjs';
import { Service, commandOf, endProcess, isAlive } from './process.mjs';
import { Failure, step } from './ui.mjs';
import { persistentHome, postgresUser, temporaryDirectory } from './unprivileged.mjs';

const DATABASE = 'amoonis';
const TEST_PREFIX = 'amoonis-test-';
const START_MS = 60_000;

/** Settings of every server. A socket file would need a short path everyone can enter; TCP doesn't. */
const COMMON = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC', logging_collector: 'off' };
const DURABLE = { max_connections: '200' };
/** Nothing in a throw-away server survives it, so nothing needs to reach the disk. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '30min',
  max_wal_size: '4GB',
};

/** @typedef {{url: string, port: number, service: Service, dir: string, bin: string, major: number, stop: () => Promise<void>}} Cluster */

/**
 * Starts the private server with the demo shop's data, making it on first use. Asks for a password, which
 * lies beside the data: other people on this machine can reach the port.
 * @param {{port?: number, taken?: Set<number>}} [options]
 * @returns {Promise<Cluster>}
 */
export async function persistentCluster({ port = 5433, taken } = {}) {
  const user = postgresUser();
  const home = persistentHome(user);
  const found = await binaries(home, user);
  // Data belongs to the major version that made it: stay with it while that version is around.
  const server = found.find(({ major }) => existsSync(dataOf(home, major))) ?? found[0];
  const data = dataOf(home, server.major);
  const secret = path.join(home, 'password');
  if (!existsSync(data)) {
    step(`Making a private Postgres ${server.major} in ${home}`);
    if (!existsSync(secret)) writeFor(user, secret, randomBytes(18).toString('base64url'));
    initialise(server, data, user, ['-U', DATABASE, '-A', 'password', `--pwfile=${secret}`], DATABASE);
  }
  await endOrphan(data);
  const chosen = await freePort(port, taken);
  const service = serve('postgres', server, data, user, { ...COMMON, ...DURABLE, port: chosen });
  await service.ready(() => isReady(data, service.pid), START_MS);
  const password = readFileSync(secret, 'utf8').trim();
  const url = `postgres://${DATABASE}:${password}@127.0.0.1:${chosen}/${DATABASE}`;
  return { url, port: chosen, service, dir: home, bin: server.bin, major: server.major, stop: () => service.stop() };
}

/**
 * Starts an empty server that forgets everything, for tests: fast, unsafe against power cuts, gone at the
 * end of the script (and at the start of the next one, should this one be killed).
 * @param {{name?: string, settings?: object}} [options] `settings` override the fast ones
 * @returns {Promise<Cluster>} its `url` names the database `postgres`
 */
export async function throwAwayCluster({ name = 'postgres-test', settings = {} } = {}) {
  const user = postgresUser();
  await sweep();
  const [server] = await binaries(persistentHome(user), user);
  const dir = temporaryDirectory(TEST_PREFIX, user);
  writeFileSync(path.join(dir, 'owner'), `${process.pid}\n`);
  const data = path.join(dir, 'data');
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  let service;
  const stop = async () => {
    await service?.stop();
    remove();
  };
  atEnd(stop);
  initialise(server, data, user, ['-U', 'postgres', '-A', 'trust', '--no-sync']);
  const port = await freePort(0);
  service = serve(name, server, data, user, { ...COMMON, ...FAST, ...settings, port });
  await service.ready(() => isReady(data, service.pid), START_MS);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, port, service, dir, bin: server.bin, major: server.major, stop };
}

/** Removes the private server's data. The server must not be running. */
export async function removePersistent() {
  const home = persistentHome(postgresUser());
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('data-'))) {
    await endOrphan(path.join(home, name));
    rmSync(path.join(home, name), { recursive: true, force: true });
  }
  rmSync(path.join(home, 'password'), { force: true });
  return home;
}

const dataOf = (home, major) => path.join(home, `data-${major}`);

function serve(name, server, data, user, settings) {
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return new Service(name, [path.join(server.bin, 'postgres'), '-D', data, ...flags], {
    ...user,
    cwd: path.dirname(data),
    env: withoutPostgresVariables(),
    // "Fast" shutdown: ends sessions, writes a checkpoint. SIGTERM would wait for clients to leave.
    stopSignal: 'SIGINT',
  });
}

/** Makes the data directory beside its place and moves it there whole: a half-made one is never used. */
function initialise(server, data, user, flags, database) {
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  tool(server, 'initdb', ['-D', fresh, '-E', 'UTF8', ...locale(server.major), ...flags], user);
  if (database) tool(server, 'postgres', ['--single', '-D', fresh, 'postgres'], user, `CREATE DATABASE ${database}\n`);
  renameSync(fresh, data);
}

/** Text rules that are the same on every system, as far as the version has them. */
function locale(major) {
  if (major >= 17) return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return [`--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'}`];
}

function tool(server, name, args, user, input = '') {
  const cwd = path.dirname(args[args.indexOf('-D') + 1]);
  const done = spawnSync(path.join(server.bin, name), args, {
    ...user,
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...withoutPostgresVariables() },
  });
  if (done.status !== 0) {
    throw new Failure(`${name} failed`, (done.error?.message ?? done.stderr + done.stdout).trim());
  }
}

/** Variables such as PGDATA or PGPORT of the person's own server must not reach ours. */
function withoutPostgresVariables() {
  const names = Object.keys(process.env).filter((name) => /^PG(?!BIN$)/.test(name));
  return { ...Object.fromEntries(names.map((name) => [name, undefined])), HOME: os.tmpdir() };
}

/** The lock file of a running server: process id on line 1, state on line 8. */
function lockOf(data) {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

const isReady = (data, pid) => {
  const lock = lockOf(data);
  return lock?.pid === pid && lock.ready;
};

/** Ends a server an earlier, killed run left on `data`, or clears its lock file when it is gone. */
async function endOrphan(data) {
  const lock = lockOf(data);
  if (!lock) return;
  if (isAlive(lock.pid) && commandOf(lock.pid).includes(data)) {
    step(`Stopping the Postgres an earlier run left behind (process ${lock.pid})`);
    await endProcess(lock.pid, 'SIGINT');
  } else {
    // The id may belong to another process by now, and then Postgres would refuse to start.
    rmSync(path.join(data, 'postmaster.pid'), { force: true });
  }
}

/** Removes the throw-away servers of runs that were killed. */
async function sweep() {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(TEST_PREFIX))) {
    const dir = path.join(os.tmpdir(), name);
    try {
      if (process.getuid() !== 0 && statSync(dir).uid !== process.getuid()) continue;
      const owner = Number(readFileSync(path.join(dir, 'owner'), 'utf8'));
      if (isAlive(owner)) continue;
      await endOrphan(path.join(dir, 'data'));
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
}

function writeFor(user, file, text) {
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
  if (user.uid !== undefined) chownSync(file, user.uid, user.gid);
}
