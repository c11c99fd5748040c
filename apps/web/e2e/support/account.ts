import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { Session } from '../../src/shared/api/generated';
import { call, newName } from './api';
import type { Language, Say } from './messages';
import { ready } from './ready';

const sandbox = process.env.SANDBOX_URL ?? 'http://127.0.0.1:8025';

export const newEmail = () => `${randomUUID().slice(0, 13)}@people.example`;
export const password = 'peonies at half past seven';

type Message = { id: number; subject: string | null; links: string[]; code: string | null };

async function messages(to: string, after: number): Promise<Message[]> {
  const query = new URLSearchParams({ to, after: String(after), wait: '20' });
  const answer = await fetch(`${sandbox}/outbox?${query}`);
  const { items } = (await answer.json()) as { items: Message[] };
  if (items.length === 0) throw new Error(`Nothing (more) was sent to ${to}`);
  return items;
}

/** The newest message to an address or number, waited for; `after` is the id of one that was read already. */
export async function messageTo(to: string, after = 0): Promise<Message> {
  const [newest] = await messages(to, after);
  if (!newest) throw new Error(`Nothing was sent to ${to}`);
  return newest;
}

/** The path of the link to a page in the newest mail to an address that has one, waited for. */
export async function linkTo(email: string, page: string, after = 0): Promise<string> {
  for (let seen = after; ;) {
    const items = await messages(email, seen);
    const link = items.flatMap(({ links }) => links).find((one) => one.includes(`/${page}?`));
    if (link) {
      const { pathname, search } = new URL(link);
      return pathname + search;
    }
    seen = Math.max(...items.map(({ id }) => id));
  }
}

export type Customer = { email: string; full_name: string; password: string; token: string };

/** Somebody with an account of their own, made without a browser. */
export async function newCustomer(language: Language, region: string): Promise<Customer> {
  const person = { email: newEmail(), full_name: newName('Layla'), password };
  const body = { ...person, locale: language, region };
  const { access_token } = await call<Session>('POST', '/v1/auth/sign-up', { body });
  return { ...person, token: access_token };
}

/** Fills in the sign-in form one sees. */
export async function fillSignIn(
  page: Page,
  say: Say,
  { email, password }: { email: string; password: string },
) {
  const form = page.locator('form').filter({ has: page.locator('input[name=password]') });
  const submit = form.getByRole('button', { name: say('store.auth.sign_in'), exact: true });
  await ready(submit);
  await form.getByLabel(say('store.auth.email'), { exact: true }).fill(email);
  await form.getByLabel(say('store.auth.password'), { exact: true }).fill(password);
  await submit.click();
}

/** Signs in on the page for it and arrives at `next`. */
export async function signInAt(page: Page, say: Say, store: string, customer: Customer, next = '/account') {
  await page.goto(`${store}/sign-in?next=${encodeURIComponent(store + next)}`);
  await fillSignIn(page, say, customer);
  await expect(page).toHaveURL(new RegExp(`${next}$`));
  await ready(page.getByRole('main'));
}
