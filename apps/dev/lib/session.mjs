// What is running from this checkout, in `.local/run.json`: one shop at a time, and a killed
// supervisor's children are found by the next one.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { atEnd } from './lifetime.mjs';
import { LOCAL } from './paths.mjs';
import { commandOf, endProcess, isAlive } from './process.mjs';
import { Failure, step } from './ui.mjs';

const FILE = path.join(LOCAL, 'run.json');

/** @typedef {{pid: number, services: {name: string, pid: number, program: string}[], urls: object, databaseUrl?: string}} State */

/** The live session of this checkout, if any. @returns {State | undefined} */
export function current() {
  const state = read();
  return state && isAlive(state.pid) && commandOf(state.pid).includes('apps/dev/') ? state : undefined;
}

/** Takes the session for this process: refuses beside a live one, clears up after a dead one. */
export async function takeSession() {
  const live = current();
  if (live) {
    const where = live.urls.shop ? `\nThe shop is at ${live.urls.shop}` : '';
    throw new Failure(`Amoonis is already running from this checkout (process ${live.pid})`, `Stop it with Ctrl-C where it runs, or: kill ${live.pid}${where}`);
  }
  for (const { name, pid, program } of [...(read()?.services ?? [])].reverse()) {
    if (isAlive(pid) && commandOf(pid).includes(program)) {
      step(`Stopping ${name} of an earlier run (process ${pid})`);
      await endProcess(pid, 'SIGTERM');
    }
  }
  const state = { pid: process.pid, services: [], urls: {} };
  const save = () => {
    mkdirSync(LOCAL, { recursive: true });
    // It holds the database's password.
    writeFileSync(FILE, JSON.stringify(state, null, 2), { mode: 0o600 });
  };
  save();
  atEnd(() => rmSync(FILE, { force: true }));
  return {
    /** Remembers a service, in the order of starting. */
    add(service) {
      state.services = state.services.filter(({ name }) => name !== service.name);
      state.services.push({ name: service.name, pid: service.pid, program: service.command.slice(0, 2).join(' ') });
      save();
    },
    /** Remembers addresses. */
    set(values) {
      Object.assign(state, values);
      save();
    },
  };
}

function read() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return undefined;
  }
}
