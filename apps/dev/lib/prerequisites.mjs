// What must be on the machine, and how to get what isn't.
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium } from './browser.mjs';
import { ROOT } from './paths.mjs';
import { hasPackage, installed, serverAdvice } from './postgres-binaries.mjs';
import { output } from './process.mjs';
import { Failure, bold } from './ui.mjs';
import { postgresUser } from './unprivileged.mjs';

const GIB = 2 ** 30;
const NEEDED_GIB = 10;

/** rustup writes its PATH into the shell's profile: a shell opened before that doesn't know cargo yet. */
const cargoHome = process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo');
if (output('cargo', ['--version'], { cwd: '/' }) === undefined && existsSync(path.join(cargoHome, 'bin/cargo'))) {
  process.env.PATH = `${path.join(cargoHome, 'bin')}${path.delimiter}${process.env.PATH}`;
}

/**
 * @typedef {{name: string, found?: string, advice: string, needed?: boolean, note?: string}} Check
 * `found` is absent when it is missing; `needed` are the things without which nothing starts.
 */

/** @returns {Check[]} */
export function checks() {
  return [...essentials(), ...extras()];
}

/** Fails with one message naming everything that is missing. */
export function requireEssentials() {
  const missing = essentials().filter(({ found, needed }) => needed && !found);
  if (missing.length > 0) {
    throw new Failure(
      `Missing on this machine: ${missing.map(({ name }) => name).join(', ')}`,
      missing.map(({ name, advice }) => `${bold(name)}: ${advice}`).join('\n'),
    );
  }
}

function essentials() {
  return [
    {
      name: 'Node.js 20 or newer',
      needed: true,
      found: Number(process.versions.node.split('.')[0]) >= 20 ? process.versions.node : undefined,
      advice: 'https://nodejs.org, or your system\'s package',
    },
    {
      name: 'npm',
      needed: true,
      found: output('npm', ['--version'], { cwd: '/' })?.trim(),
      advice: 'comes with Node.js; on Debian: apt-get install npm',
    },
    rust(),
    {
      name: 'C compiler',
      needed: true,
      found: firstLine(output('cc', ['--version'])),
      advice: compilerAdvice(),
    },
    postgres(),
    {
      name: 'git',
      found: firstLine(output('git', ['--version'])),
      advice: 'needed by the tests of the architecture: install your system\'s git',
    },
    disk(),
  ];
}

function extras() {
  return [
    {
      name: 'cargo-nextest',
      found: firstLine(output('cargo', ['nextest', '--version'])),
      advice: 'the test runner; without it `cargo test` is used: cargo install cargo-nextest --locked',
    },
    {
      name: 'cargo-deny',
      found: firstLine(output('cargo', ['deny', '--version'])),
      advice: 'checks licences and banned crates; skipped without it: cargo install cargo-deny --locked',
    },
    {
      name: 'Chromium',
      found: chromium(),
      advice: `for the tests in a browser; fetched by Playwright when missing, or: ${existsSync('/etc/debian_version') ? 'apt-get install chromium' : 'install Chromium or Chrome'}`,
    },
    {
      name: 'pgbench',
      found: pgbench(),
      advice: `the reference of \`just bench\`; comes with: ${serverAdvice()}`,
    },
  ];
}

function rust() {
  const pinned = /channel\s*=\s*"([^"]+)"/.exec(readFileSync(path.join(ROOT, 'rust-toolchain.toml'), 'utf8'))?.[1];
  const version = /rustc (\S+)/.exec(output('rustc', ['--version']) ?? '')?.[1];
  const cargo = output('cargo', ['--version']);
  return {
    name: `Rust ${pinned}`,
    needed: true,
    found: cargo && version && notOlder(version, pinned) ? version : undefined,
    advice: output('rustup', ['--version'], { cwd: '/' })
      ? `${version ? `found ${version}: ` : ''}run \`rustup toolchain install ${pinned}\` (rustup picks it in this directory by itself)`
      : 'https://rustup.rs: curl --proto \'=https\' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y',
  };
}

/** Compares dotted versions; `wanted` may be shorter. */
export function notOlder(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split(/[.-]/).map(Number));
  for (let i = 0; i < b.length; i += 1) {
    if ((a[i] || 0) !== (b[i] || 0)) return (a[i] || 0) > (b[i] || 0);
  }
  return true;
}

function compilerAdvice() {
  if (process.platform === 'darwin') return 'xcode-select --install';
  if (existsSync('/etc/debian_version')) return 'apt-get install build-essential';
  if (existsSync('/etc/fedora-release')) return 'dnf install gcc';
  return 'your system\'s gcc or clang, as `cc`';
}

function postgres() {
  const check = { name: 'Postgres 15 or newer', needed: true, advice: serverAdvice() };
  try {
    const [server] = installed(postgresUser());
    if (server) return { ...check, found: `${server.major} in ${server.bin}` };
    return { ...check, found: hasPackage() ? 'none installed: the npm package is used' : undefined };
  } catch (error) {
    return { ...check, advice: error.message };
  }
}

function pgbench() {
  const beside = postgres().found?.split(' in ')[1];
  return [beside && path.join(beside, 'pgbench'), output('which', ['pgbench'])?.trim()].find((file) => file && existsSync(file));
}

function disk() {
  const { bavail, bsize } = statfsSync(ROOT);
  const free = (bavail * bsize) / GIB;
  const built = existsSync(path.join(ROOT, 'target/debug/api'));
  return {
    name: `${NEEDED_GIB} GiB of disk`,
    found: free >= (built ? 1 : NEEDED_GIB) ? `${free.toFixed(0)} GiB free` : undefined,
    advice: `${free.toFixed(1)} GiB are free where this checkout lies; a full build takes about ${NEEDED_GIB - 2}`,
  };
}

const firstLine = (text) => text?.split('\n')[0].trim();
