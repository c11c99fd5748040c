// Child processes. Each gets a process group of its own, so that stopping it stops what it started too,
// and so that Ctrl-C reaches this supervisor alone, which then stops the children in order.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { atEndFirst, isEnding } from './lifetime.mjs';
import { LOGS, ROOT, shown } from './paths.mjs';
import { Failure, dim, indent } from './ui.mjs';

const KILL_AFTER_MS = 15_000;
const running = new Set();

// Commands in the foreground (builds, tests) go before the services they may talk to.
atEndFirst(() => Promise.all([...running].map((child) => stopGroup(child, 'SIGTERM'))));

/**
 * Runs a command to its end, its output on our terminal. Resolves to its exit code.
 * @param {{cwd?: string, env?: object, quiet?: boolean, tee?: (chunk: Buffer) => void}} [options]
 *   `quiet` keeps the output back unless the command fails; `tee` also sees it.
 */
export async function attempt(command, args, options = {}) {
  const piped = options.quiet || options.tee;
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    detached: true,
  });
  running.add(child);
  const kept = [];
  for (const [stream, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
    stream?.on('data', (chunk) => {
      options.tee?.(chunk);
      if (options.quiet) kept.push(chunk);
      else to.write(chunk);
    });
  }
  const code = await ended(child);
  running.delete(child);
  if (isEnding()) await new Promise(() => {});
  if (code !== 0 && options.quiet) process.stderr.write(Buffer.concat(kept));
  return code;
}

/** Like `attempt`, but an exit code other than 0 is a `Failure` with `advice`. */
export async function run(command, args, options = {}) {
  const code = await attempt(command, args, options);
  if (code !== 0) {
    throw new Failure(`${[path.basename(command), ...args].join(' ')} failed (exit ${code})`, options.advice);
  }
}

/** The standard output of a short command, or undefined when it can't be run or fails. */
export function output(command, args, options = {}) {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    cwd: ROOT,
    maxBuffer: 64 << 20,
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  });
  return done.status === 0 ? done.stdout : undefined;
}

/** A process that stays: API, worker, web server, Postgres. Its output goes to `.local/log/<name>.log`. */
export class Service {
  /**
   * @param {string} name
   * @param {string[]} command program and arguments
   * @param {{cwd?: string, env?: object, uid?: number, gid?: number, stopSignal?: NodeJS.Signals}} [options]
   */
  constructor(name, command, options = {}) {
    this.name = name;
    this.command = command;
    this.stopSignal = options.stopSignal ?? 'SIGTERM';
    this.log = path.join(LOGS, `${name}.log`);
    mkdirSync(LOGS, { recursive: true });
    // The log of the run before stays beside this one: what ended it is often the question.
    if (existsSync(this.log)) renameSync(this.log, `${this.log}.old`);
    const log = openSync(this.log, 'a');
    this.child = spawn(command[0], command.slice(1), {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      uid: options.uid,
      gid: options.gid,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.stopping = false;
    this.exited = ended(this.child).then((code) => {
      this.exitCode = code;
      return code;
    });
  }

  get pid() {
    return this.child.pid;
  }

  /** Resolves when `ready()` says so; fails with the end of the log when the process dies or time runs out. */
  async ready(ready, timeoutMs) {
    const until = Date.now() + timeoutMs;
    while (this.exitCode === undefined) {
      if (await ready()) return;
      if (Date.now() > until) throw this.failure(`${this.name} was not ready after ${timeoutMs / 1000} s`);
      await delay(50);
    }
    throw this.failure(`${this.name} ended (exit ${this.exitCode}) instead of starting`);
  }

  /** The `Failure` to show when this service let us down: the message and the end of its log. */
  failure(message) {
    return new Failure(message, `${dim(`end of ${shown(this.log)}:`)}\n${tail(this.log, 25)}`);
  }

  async stop() {
    this.stopping = true;
    await stopGroup(this.child, this.stopSignal);
  }
}

/** Signals a child's whole group, waits, and kills what is left of it. */
async function stopGroup(child, signal) {
  if (child.pid === undefined) return;
  signalGroup(child.pid, signal);
  const gone = ended(child);
  const late = new AbortController();
  const timer = delay(KILL_AFTER_MS, 'late', { signal: late.signal }).catch(() => undefined);
  if ((await Promise.race([gone, timer])) === 'late') signalGroup(child.pid, 'SIGKILL');
  late.abort();
  await gone;
  // Grandchildren that outlived their parent.
  signalGroup(child.pid, 'SIGKILL');
}

/** Signals process group `pid`. A group that is gone already is fine. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The command line of a process, or '' when it is gone: tells our own process from a recycled id. */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  return (output('ps', ['-o', 'args=', '-p', String(pid)]) ?? '').trim();
}

/** Asks process `pid` (no child of ours, the leader of its group) to end, waits, and kills what is left of the group. */
export async function endProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
  const until = Date.now() + KILL_AFTER_MS;
  while (isAlive(pid) && Date.now() < until) await delay(50);
  // What is left of its group.
  signalGroup(pid, 'SIGKILL');
}

/** The last `lines` lines of a file. */
export function tail(file, lines) {
  if (!existsSync(file) || statSync(file).size === 0) return indent('(empty)');
  return indent(readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n'));
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? 1);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${child.spawnfile}: ${error.message}\n`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
}
