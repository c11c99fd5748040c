import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sectionKeys, sectionOf, sections } from './sections';

const folder = path.resolve(import.meta.dirname, '../../../app/admin/[locale]');

/** Open to people who aren't signed in (yet), or not part of any section. */
const outside = new Set(['/sign-in', '/invitation', '/two-step', '/[...rest]']);

const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => ({
    address: `/${path
      .dirname(file)
      .split(path.sep)
      .filter((part) => part !== '.' && !part.startsWith('('))
      .join('/')}`,
    code: readFileSync(path.join(folder, file), 'utf8'),
  }));

describe('pages of the panel', () => {
  it.each(pages.filter(({ address }) => !outside.has(address)).map(({ address, code }) => [address, code]))(
    '%s is in the map, and guarded by its section first of all',
    (address, code) => {
      const section = sectionOf(`/admin/en${address}`);
      expect(section).not.toBeNull();
      const page = code.slice(code.indexOf('export default async function'));
      const guard = page.indexOf(`await requireSection(locale, '${section}')`);
      expect(guard).toBeGreaterThan(0);
      // Nothing is read before the guard has spoken.
      const before = page.slice(0, guard).match(/\bawait\b(?! params)/g) ?? [];
      expect(before).toEqual([]);
      // Titles are made beside the page: they may tell a secret only behind the same guard.
      const meta = code.match(/generateMetadata[\s\S]*?\n}/)?.[0] ?? '';
      if (/\bload/.test(meta)) expect(meta).toContain(`await requireSection(locale, '${section}')`);
    },
  );

  it('exist for every section', () => {
    const addresses = pages.map(({ address }) => address);
    for (const key of sectionKeys) expect(addresses).toContain(sections[key].path || '/');
  });

  it('outside of the sections are the known ones', () => {
    const addresses = new Set(pages.map(({ address }) => address));
    for (const address of outside) expect(addresses).toContain(address);
  });
});
