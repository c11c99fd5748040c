import { expect, type Browser, type Page } from '@playwright/test';
import type { Language, Say } from './messages';
import { ready } from './ready';
import { staffLogin } from './staff';

/** Fills in the sign-in page one is on, as the owner. */
export const signIn = (page: Page, say: Say) => signInWith(page, say, staffLogin());

/** Fills in the sign-in page one is on. */
export async function signInWith(
  page: Page,
  say: Say,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const submit = page.getByRole('button', { name: say('admin.sign_in.submit') });
  await ready(submit);
  await page.getByLabel(say('admin.sign_in.email'), { exact: true }).fill(email);
  await page.getByLabel(say('admin.sign_in.password'), { exact: true }).fill(password);
  await submit.click();
}

/** A member of staff at a screen of their own, signed in and where `path` says. */
export async function staffPage(
  browser: Browser,
  { say, language, watch }: { say: Say; language: Language; watch: (page: Page) => void },
  path = '',
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  watch(page);
  await page.goto(`/admin/${language}${path}`);
  await expect(page).toHaveURL(new RegExp(`/admin/${language}/sign-in`));
  await signIn(page, say);
  await expect(page).not.toHaveURL(/sign-in/);
  await ready(page.getByRole('main'));
  return page;
}

/** Another page of the panel, by its address. */
export async function openPanel(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page.getByRole('main'));
}

/** The list narrowed down to one order, by typing. */
export async function findOrder(page: Page, say: Say, code: string): Promise<void> {
  await page.getByRole('searchbox', { name: say('admin.orders.search') }).fill(code);
  await expect(page).toHaveURL(new RegExp(`q=${code}`));
  await expect(page.getByRole('link', { name: code })).toHaveCount(1);
}

/** The badge of the order that is open. */
export function status(page: Page, say: Say, to: string) {
  return page
    .locator('main header')
    .getByText(say(`admin.status.${to}`), { exact: true })
    .first();
}

/** The addresses the menu offers, opened first where it is a drawer. */
export async function menu(page: Page, say: Say, isPhone: boolean): Promise<string[]> {
  const drawer = page.getByRole('dialog', { name: say('admin.nav.menu') });
  if (isPhone) {
    await page.getByRole('button', { name: say('admin.nav.menu'), exact: true }).click();
    await expect(drawer).toBeVisible();
  }
  const links = page.getByRole('navigation', { name: say('admin.nav.label') }).getByRole('link');
  await expect(links.first()).toBeVisible();
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  if (isPhone) {
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  }
  return found;
}
