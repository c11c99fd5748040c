// Real processes and a real Postgres: what is started is stopped, whatever ends the script.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { answers } from '../lib/ports.mjs';
import { Service, isAlive } from '../lib/process.mjs';

const POSTGRES = fileURLToPath(new URL('../postgres.mjs', import.meta.url));

async function until(condition, what) {
  const end = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(`not in time: ${what}`);
    await delay(25);
  }
}

/** Starts a throw-away Postgres around a command that prints its URL and waits. */
async function cluster() {
  const child = spawn(process.execPath, [POSTGRES, 'run', '--', 'sh', '-c', 'echo pid=$$ url=$TEST_DATABASE_URL; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  await until(() => /url=\S+/.test(text), 'a Postgres');
  return { child, command: Number(/pid=(\d+)/.exec(text)[1]), port: Number(new URL(/url=(\S+)/.exec(text)[1]).port) };
}

/** The directories of throw-away servers that belong to process `pid`. */
const left = (pid) =>
  readdirSync(os.tmpdir()).filter((name) => {
    if (!name.startsWith('amoonis-test-')) return false;
    try {
      return Number(readFileSync(path.join(os.tmpdir(), name, 'owner'), 'utf8')) === pid;
    } catch {
      // Another run's, on its way out.
      return false;
    }
  });

test('a throw-away Postgres serves and is gone after SIGTERM', async () => {
  const { child, port } = await cluster();
  assert.equal(await answers(port), true);
  assert.equal(left(child.pid).length, 1);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 143);
  assert.equal(await answers(port), false);
  assert.deepEqual(left(child.pid), []);
});

test('what a killed run left behind is removed by the next', async () => {
  const first = await cluster();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  process.kill(first.command, 'SIGKILL');
  assert.equal(await answers(first.port), true);
  const second = await cluster();
  assert.equal(await answers(first.port), false);
  assert.deepEqual(left(first.child.pid), []);
  second.child.kill('SIGINT');
  await once(second.child, 'exit');
  assert.deepEqual(left(second.child.pid), []);
});

test('the exit code of the command is passed on', async () => {
  const child = spawn(process.execPath, [POSTGRES, 'run', '--', 'sh', '-c', 'exit 7']);
  const [code] = await once(child, 'exit');
  assert.equal(code, 7);
});

test('stopping a service stops what it started', async () => {
  const service = new Service('test-service', ['sh', '-c', 'sleep 600 & echo $!; wait']);
  const log = () => readFileSync(service.log, 'utf8');
  await service.ready(() => /\d+\n/.test(log()), 5_000);
  const grandchild = Number(log());
  assert.equal(isAlive(grandchild), true);
  await service.stop();
  assert.equal(isAlive(service.pid), false);
  await until(() => !isAlive(grandchild), 'the grandchild\'s end');
});

test('a service that dies says so with the end of its log', async () => {
  const service = new Service('test-service', ['sh', '-c', 'echo no licence; exit 3']);
  await assert.rejects(
    service.ready(() => false, 5_000),
    (error) => /exit 3/.test(error.message) && /no licence/.test(error.advice),
  );
});

test('a program that is missing is a failure, not a crash', async () => {
  const service = new Service('test-service', ['/nonexistent/program']);
  await assert.rejects(service.ready(() => false, 5_000), /exit 127/);
  await service.stop();
});
