// The people of the demo shop, from the data `api seed` reads.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from './paths.mjs';

const DEMO = path.join(ROOT, 'apps/api/demo');

/**
 * Sign-ins to print: every record with an e-mail and a password in the demo's JSON files.
 * @returns {{role: string, email: string, password: string}[]} staff first
 */
export function logins() {
  const files = readdirSync(DEMO).filter((name) => name.endsWith('.json')).sort();
  const found = files.flatMap((name) => people(JSON.parse(readFileSync(path.join(DEMO, name), 'utf8'))));
  const rank = ({ role }) => ['admin', 'manager'].indexOf(role);
  return found.sort((a, b) => (rank(a) === -1) - (rank(b) === -1) || rank(a) - rank(b));
}

function people(value, password) {
  if (Array.isArray(value)) return value.flatMap((item) => people(item, password));
  if (value === null || typeof value !== 'object') return [];
  const secret = typeof value.password === 'string' ? value.password : password;
  if (typeof value.email === 'string' && secret) {
    return [{ role: value.role ?? 'customer', email: value.email, password: secret }];
  }
  return Object.values(value).flatMap((item) => people(item, secret));
}

/** The rows of the summary: all staff, and two customers are enough to get in. */
export function loginRows() {
  const all = logins();
  const staff = all.filter(({ role }) => role !== 'customer');
  const shown = [...staff, ...all.filter(({ role }) => role === 'customer').slice(0, 2)];
  const width = Math.max(...shown.map(({ email }) => email.length));
  return shown.map(({ role, email, password }) => [role, `${email.padEnd(width)}   ${password}`]);
}
