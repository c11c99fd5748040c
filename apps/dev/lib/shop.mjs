// The processes of a running shop, and what they are told.
import { request } from 'node:http';
import path from 'node:path';

import { atEnd } from './lifetime.mjs';
import { LOCAL, WEB } from './paths.mjs';
import { NEXT, WEB_ENV } from './build.mjs';
import { sandboxSettings } from './sandbox.mjs';
import { Service, run } from './process.mjs';

const HOST = '127.0.0.1';
/** Generous: a laptop on battery, or a machine that is building something else. */
const READY_MS = 60_000;
const FIRST_PAGE_MS = 180_000;

/**
 * @typedef {{databaseUrl: string, apiPort: number, webPort: number, sandbox?: import('./sandbox.mjs').Sandbox, prefix?: string, settings?: object}} Places
 * `prefix` sets the names of logs and media apart; `settings` are further variables for the API
 */

export const apiUrl = ({ apiPort }) => `http://${HOST}:${apiPort}`;
/** `localhost`, not the number: browsers treat it as a secure place, so cookies and Apple Pay behave. */
export const webUrl = ({ webPort }) => `http://localhost:${webPort}`;

/** The environment of every command of the API (the keys of docs/configuration.md). */
export function apiEnv(places) {
  return {
    DATABASE_URL: places.databaseUrl,
    AMOONIS__HTTP__BIND: `${HOST}:${places.apiPort}`,
    AMOONIS__HTTP__PUBLIC_URL: apiUrl(places),
    AMOONIS__HTTP__CORS_ORIGINS: [webUrl(places), `http://${HOST}:${places.webPort}`].join(','),
    // The web server passes on whom it asks for.
    AMOONIS__HTTP__TRUSTED_PROXIES: '127.0.0.0/8,::1/128',
    AMOONIS__WEB__URL: webUrl(places),
    AMOONIS__MEDIA__DIR: path.join(LOCAL, `${places.prefix ?? ''}media`),
    ...(places.sandbox && sandboxSettings(places.sandbox)),
    ...places.settings,
  };
}

/** Brings the database to the schema of this checkout. */
export const migrate = (program, places) => run(program, ['migrate'], { env: apiEnv(places), quiet: true });

/** Fills the demo shop; does nothing to one that is filled. */
export const seed = (program, places) => run(program, ['seed'], { env: apiEnv(places), quiet: true });

/** Starts the API and waits until it serves. */
export async function startApi(program, places) {
  const service = started(new Service(named('api', places), [program, 'serve'], { env: apiEnv(places) }));
  await service.ready(() => answersOk(`${apiUrl(places)}/readyz`), READY_MS);
  return service;
}

/** Starts the worker. It has no port: it is up when it is still there once the API is. */
export function startWorker(program, places) {
  return started(new Service(named('worker', places), [program, 'worker'], { env: apiEnv(places) }));
}

/** Starts the built web app and waits for its first page. */
export async function startWeb(server, places) {
  const service = started(new Service(named('web', places), [process.execPath, server], { cwd: WEB, env: { ...webEnv(places), NODE_ENV: 'production' } }));
  await service.ready(() => answersPage(places), READY_MS);
  return service;
}

/** Starts `next dev` and waits until it has compiled the first page. */
export async function startWebDev(places) {
  const command = [process.execPath, NEXT, 'dev', '-p', String(places.webPort), '-H', HOST];
  const service = started(new Service(named('web', places), command, { cwd: WEB, env: webEnv(places) }));
  await service.ready(() => answersPage(places), FIRST_PAGE_MS);
  return service;
}

/** Resolves with the first of `services` that ends without having been asked to. */
export const firstToFail = (services) =>
  Promise.race(services.map((service) => service.exited.then(() => (service.stopping ? new Promise(() => {}) : service))));

const named = (name, { prefix = '' }) => prefix + name;

function started(service) {
  atEnd(() => service.stop());
  return service;
}

function webEnv(places) {
  return { ...WEB_ENV, PORT: String(places.webPort), HOSTNAME: HOST, API_URL: apiUrl(places), SITE_URL: webUrl(places) };
}

const answersOk = async (url) => (await status(url)) === 200;
/** The root redirects to a region and language; anything but an error of the server will do. */
const answersPage = async ({ webPort }) => {
  const code = await status(`http://${HOST}:${webPort}/ae/en`, 60_000);
  return code !== undefined && code < 500;
};

function status(url, timeout = 2_000) {
  return new Promise((resolve) => {
    const ask = request(url, { timeout, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    ask.on('timeout', () => ask.destroy());
    ask.on('error', () => resolve(undefined));
    ask.end();
  });
}
