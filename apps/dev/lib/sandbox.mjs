// The outside world of a shop on this machine (apps/sandbox): where it is, and what the API is told of it.
import { atEnd } from './lifetime.mjs';
import { sandboxProgram } from './build.mjs';
import { answers } from './ports.mjs';
import { Service } from './process.mjs';

const HOST = '127.0.0.1';
const READY_MS = 30_000;
/** Of no use anywhere else. */
const SMS = { account: 'AC00000000000000000000000000005a4d', token: 'sandbox-sms-token' };

/** Merchant accounts of the sandbox's payment gateway (apps/sandbox/src/myfatoorah/account.rs), by region. */
const MERCHANTS = { ae: ['AE', 'ARE'], sa: ['SA', 'SAU'], kw: ['KW', 'KWT'], qa: ['QA', 'QAT'], bh: ['BH', 'BHR'], om: ['OM', 'OMN'] };

/**
 * @typedef {{httpPort: number, smtpPort: number}} Sandbox
 * The number, not `localhost`: to a browser it is another site than the shop, as the real providers are.
 */
export const sandboxUrl = ({ httpPort }) => `http://${HOST}:${httpPort}`;

/**
 * What the API is told, by section of its configuration. A section the person set in the environment stays theirs:
 * `AMOONIS__MAIL__URL=smtps://… just start` sends real mails.
 * @param {Sandbox} sandbox
 */
export function sandboxSettings(sandbox, environment = process.env) {
  const base = sandboxUrl(sandbox);
  const provider = (name, clientId) => ({
    CLIENT_IDS: clientId,
    ISSUERS: `${base}/oidc/${name}`,
    JWKS_URL: `${base}/oidc/${name}/keys`,
    AUTHORIZE_URL: `${base}/oidc/${name}/authorize`,
  });
  const merchant = ([region, [country, code]]) =>
    [region, `${country}@${base}`, `SK_${code}_amoonis-sandbox-token`, `amoonis-sandbox-webhooks-${code.toLowerCase()}`].join(';');
  const sections = {
    MAIL: { URL: `smtp://${HOST}:${sandbox.smtpPort}`, FROM: 'Amoonis <hello@amoonis.example>' },
    SMS: { URL: `${base}/twilio`, ACCOUNT: SMS.account, TOKEN: SMS.token, FROM: 'Amoonis' },
    GOOGLE: provider('google', 'amoonis-web.google.example'),
    APPLE: provider('apple', 'example.amoonis.web'),
    PAYMENTS: { ACCOUNTS: Object.entries(MERCHANTS).map(merchant).join(',') },
  };
  const set = Object.keys(environment);
  const settings = {};
  for (const [section, values] of Object.entries(sections)) {
    const prefix = `AMOONIS__${section}__`;
    if (set.some((name) => name.startsWith(prefix))) continue;
    for (const [key, value] of Object.entries(values)) settings[prefix + key] = value;
  }
  return settings;
}

/** Starts the sandbox and waits until it listens. */
export async function startSandbox({ sandbox, prefix = '' }) {
  const { httpPort, smtpPort } = sandbox;
  const listen = ['--bind', `${HOST}:${httpPort}`, '--smtp', `${HOST}:${smtpPort}`];
  const command = [sandboxProgram(), ...listen, '--sms-account', SMS.account, '--sms-token', SMS.token];
  const service = new Service(`${prefix}sandbox`, command);
  atEnd(() => service.stop());
  await service.ready(async () => (await answers(httpPort)) && (await answers(smtpPort)), READY_MS);
  return service;
}
