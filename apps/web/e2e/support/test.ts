import { randomInt } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { words, type Language, type Say } from './messages';

/** What a project adds to Playwright's options. */
export type Visit = { language: Language; region: string };

type Tools = {
  say: Say;
  /** Whether this is the narrow layout. */
  isPhone: boolean;
  /** Watches a page for what no journey may cause: scripts that fail, a broken rule of the CSP, a 5xx. */
  watch: (page: Page) => void;
  /** Proves a page in its present state: nothing for axe to find, nothing wider than the screen; and a picture. */
  look: (page: Page, name: string) => Promise<void>;
};

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const test = base.extend<Visit & Tools>({
  language: ['en', { option: true }],
  region: ['ae', { option: true }],

  // Everyone comes from somewhere else: what the shop counts by visitor is not used up by other journeys.
  extraHTTPHeaders: async ({}, provide) => {
    const part = () => randomInt(1, 255);
    await provide({ 'x-forwarded-for': `10.${part()}.${part()}.${part()}` });
  },

  say: async ({ language }, provide) => provide(words(language)),

  isPhone: async ({ isMobile }, provide) => provide(isMobile),

  watch: async ({}, provide) => {
    const faults: string[] = [];
    await provide((page) => {
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on('response', (answer) => {
        if (answer.status() >= 500) faults.push(`${answer.url()} answered ${answer.status()}`);
      });
      page.on('console', (message) => {
        // Refusals (4xx) are part of some journeys; the browser reports each as an error.
        const isRefusal = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isRefusal) faults.push(`${page.url()}: ${message.text()}`);
      });
    });
    expect(faults, 'faults on the pages of this journey').toEqual([]);
  },

  page: async ({ page, watch }, provide) => {
    watch(page);
    await provide(page);
  },

  look: async ({}, provide, info) => {
    let number = 0;
    await provide(async (page, name) => {
      await page.evaluate(async () => {
        await document.fonts.ready;
      });
      const file = `${String(++number).padStart(2, '0')}-${name}.png`;
      const story = info.titlePath
        .slice(1)
        .join(' ')
        .replaceAll(/[^a-z0-9]+/gi, '-')
        .toLowerCase();
      await page.screenshot({
        path: `test-results/pictures/${info.project.name}/${story}/${file}`,
        fullPage: true,
      });
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((n) => n.html) }));
      expect(found, `axe on ${name}`).toEqual([]);
      const overhang = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overhang, `${name} is wider than the screen by`).toBeLessThanOrEqual(0);
    });
  },
});

export { expect };
