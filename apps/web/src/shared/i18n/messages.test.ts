import { describe, expect, it } from 'vitest';
import compile from 'icu-minify/compile';
import arAdmin from './messages/ar/admin.json';
import arPayments from './messages/ar/admin-payments.json';
import arPeople from './messages/ar/admin-people.json';
import arCommon from './messages/ar/common.json';
import arStore from './messages/ar/store.json';
import enAdmin from './messages/en/admin.json';
import enPayments from './messages/en/admin-payments.json';
import enPeople from './messages/en/admin-people.json';
import enCommon from './messages/en/common.json';
import enStore from './messages/en/store.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [name, text] of flat(value, `${prefix}${key}.`)) all.set(name, text);
  }
  return all;
}

/** Names of the arguments a message takes, wherever they are nested. */
const args = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)(?:\}|,\s*(?:plural|select|number|date)\b)/g)].map((match) => match[1]));

describe.each([
  ['common', enCommon, arCommon],
  ['store', enStore, arStore],
  ['admin', enAdmin, arAdmin],
  ['admin-people', enPeople, arPeople],
  ['admin-payments', enPayments, arPayments],
])('messages of %s', (_, en: Tree, ar: Tree) => {
  const english = flat(en);
  const arabic = flat(ar);

  it('exist in both languages', () => {
    expect([...arabic.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('can be compiled and take the same arguments', () => {
    for (const [key, text] of english) {
      const other = arabic.get(key) ?? '';
      expect(() => [compile(text), compile(other)], key).not.toThrow();
      expect(args(other), key).toEqual(args(text));
    }
  });

  it('give Arabic all of its plural forms', () => {
    for (const [key, text] of arabic) {
      if (!text.includes(', plural,')) continue;
      for (const form of ['zero', 'one', 'two', 'few', 'many', 'other'])
        expect(text, `${key}: ${form}`).toContain(`${form} {`);
    }
  });
});

it('no section of the panel is in two of its files', () => {
  const sections = [enAdmin, enPeople, enPayments].flatMap((file) => Object.keys(file));
  expect(sections.filter((section, index) => sections.indexOf(section) !== index)).toEqual([]);
});
