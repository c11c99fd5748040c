import type { APIRequestContext, Page } from '@playwright/test';
import { permissions, type Permission } from '../src/features/admin-session/model/permissions';
import type { AdminOrderPage, CustomerPage, PermissionGrant } from '../src/shared/api/generated';
import { call } from './support/api';
import { menu, openPanel } from './support/panel';
import { newColleague, owner, type Colleague } from './support/team';
import { expect, test } from './support/test';

/** What opens with a permission; written down here a second time, so that the panel's own map can be wrong. */
const opens: Partial<Record<Permission, string[]>> = {
  orders: ['/orders'],
  payments: ['/payments'],
  customers: ['/customers'],
  team: ['/team', '/audit'],
};
const everyone = ['', '/security'];
/** The menu's order. */
const all = ['', '/orders', '/payments', '/customers', '/team', '/audit', '/security'];

/** Pages below a section, by the permission they take. */
async function inner(): Promise<[string, Permission][]> {
  const { headers, team } = await owner();
  const [order] = (await call<AdminOrderPage>('GET', '/v1/admin/orders?limit=1', { headers })).items;
  const [customer] = (await call<CustomerPage>('GET', '/v1/admin/customers?limit=1', { headers })).items;
  const [member] = (await team('')).items.filter(({ role }) => role === 'manager');
  return [
    [`/orders/${order?.id}`, 'orders'],
    [`/orders/${order?.id}/packing-slip`, 'orders'],
    [`/customers/${customer?.id}`, 'customers'],
    [`/team/${member?.id}`, 'team'],
    ['/team/invitations', 'team'],
    ['/payments/alerts', 'payments'],
    ['/payments/report', 'payments'],
    ['/payments/books', 'payments'],
    ['/payments/settings', 'payments'],
  ];
}

const view = (permission: Permission): PermissionGrant => ({ permission, level: 'view', regions: null });

/** Puts somebody's session into the browser, as the panel's own sign-in does. */
async function enter(request: APIRequestContext, origin: string, { email, password }: Colleague) {
  const answer = await request.post('/api/session/staff', {
    data: { email, password },
    headers: { origin, 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status()).toBe(200);
}

type Walker = { who: string; holds: readonly Permission[]; colleague: Colleague };

/** One person through the whole panel: the menu, the palette, every page by its address, every link on the way. */
async function walk(
  page: Page,
  origin: string,
  { language, say, isPhone }: { language: string; say: (key: string) => string; isPhone: boolean },
  { who, holds, colleague }: Walker,
  pages: readonly [string, Permission][],
) {
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/api/bff/') && answer.status() === 403) refused.push(answer.url());
  });
  const base = `/admin/${language}`;
  await enter(page.request, origin, colleague);
  const open = all.filter(
    (path) => everyone.includes(path) || holds.some((held) => opens[held]?.includes(path)),
  );

  await openPanel(page, base);
  expect(await menu(page, say, isPhone), `${who}: the menu`).toEqual(open.map((path) => base + path));

  await page
    .getByRole('button', { name: say('admin.nav.search') })
    .filter({ visible: true })
    .click();
  const offered = await page.getByRole('option').allTextContents();
  const names = open.map((path) => say(`admin.nav.${path.slice(1) || 'dashboard'}`));
  expect(offered.slice(0, -1), `${who}: the palette, before the other language`).toEqual(names);
  await page.keyboard.press('Escape');

  const links = new Set<string>();
  const reached = [
    ...all.map((path) => ({ path, isOpen: open.includes(path) })),
    ...pages.map(([path, permission]) => ({ path, isOpen: holds.includes(permission) })),
  ];
  for (const { path, isOpen } of reached) {
    const address = base + path;
    if (!isOpen) {
      expect((await page.request.get(address)).status(), `${who}: ${address}`).toBe(403);
      continue;
    }
    expect((await page.goto(address))?.status(), `${who}: ${address}`).toBe(200);
    await expect(page.getByText(say('common.loading'))).toHaveCount(0);
    const found = await page
      .locator('a[href^="/admin/"]')
      .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
    for (const link of found.filter((href) => href.startsWith(`${base}/`) || href === base)) links.add(link);
  }
  const closed = reached.find(({ isOpen }) => !isOpen);
  if (closed) {
    await page.goto(base + closed.path);
    await expect(page.getByRole('heading', { level: 1, name: say('admin.forbidden.title') })).toBeVisible();
  }
  for (const link of links) {
    const answer = await page.request.get(link);
    expect(answer.status(), `${who}: shown on a page, ${link}`).toBe(200);
  }
  expect(refused, `${who}: asked for on an open page, and refused`).toEqual([]);
}

test.describe('everyone sees what they may open, and opens nothing else', () => {
  test.skip(({ isMobile }) => isMobile, 'the menu of a telephone is looked at in the journeys');
  // Two languages of the same walk: all persons in one, the two ends and a middle in the other.
  const single = permissions.map((held) => [held]);

  test('the owner', async ({ page, baseURL, language, say, isPhone }) => {
    const colleague = await newColleague([], { role: 'admin', name: 'Owner' });
    const tools = { language, say, isPhone };
    const walker = { who: 'admin', holds: permissions, colleague };
    await walk(page, baseURL ?? '', tools, walker, await inner());
  });

  for (const holds of [[], ...single] as Permission[][]) {
    const who = holds[0] ? `${holds[0]}:view` : 'nothing';
    test(who, async ({ page, baseURL, language, say, isPhone }) => {
      test.skip(language === 'ar' && !['nothing', 'customers:view'].includes(who));
      const colleague = await newColleague(holds.map(view), { name: 'Walker' });
      const tools = { language, say, isPhone };
      await walk(page, baseURL ?? '', tools, { who, holds, colleague }, await inner());
    });
  }
});
