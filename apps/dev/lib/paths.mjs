// Where things are. Everything these scripts write lies under `.local/` (ignored by git), except what
// an unprivileged Postgres can't reach there (see cluster.mjs).
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const LOCAL = path.join(ROOT, '.local');
export const LOGS = path.join(LOCAL, 'log');
export const WEB = path.join(ROOT, 'apps/web');
export const OPENAPI = path.join(ROOT, 'docs/openapi.json');

/** Tells checkouts on one machine apart. */
export const CHECKOUT_KEY = createHash('sha256').update(ROOT).digest('hex').slice(0, 10);

/** A path as a reader at the root of the checkout would write it. */
export const shown = (file) => {
  const relative = path.relative(ROOT, file);
  return relative.startsWith('..') ? file : relative || '.';
};
