import { describe, expect, it } from 'vitest';
import { back, further } from '@/features/admin-kit';
import {
  hiddenFilterCount,
  noFilters,
  pageSize,
  parseFilters,
  toQuery,
  toSearch,
  withFilters,
  type OrderFilters,
} from './filters';

const parse = (query: string) => parseFilters(new URLSearchParams(query));

const full: OrderFilters = {
  status: 'out_for_delivery',
  region: 'sa',
  q: 'نورة +966',
  from: '2026-11-01',
  to: '2026-11-22',
  sort: 'delivery_date',
  trail: ['abc', 'd-_f'],
};

describe('the address of the orders list', () => {
  it('round-trips', () => {
    expect(parse(toSearch(full))).toEqual(full);
    expect(parse(toSearch(noFilters))).toEqual(noFilters);
  });

  it('is empty for the plain list', () => {
    expect(toSearch(noFilters)).toBe('');
  });

  it('takes what it cannot understand as not asked for', () => {
    expect(
      parse('status=lost&region=../x&from=2026-13-40&to=yesterday&sort=random&after=&page=3&q=%20%20'),
    ).toEqual(noFilters);
  });

  it('limits the length of a search', () => {
    expect(parse(`q=${'x'.repeat(500)}`).q).toHaveLength(100);
  });
});

describe('pages', () => {
  it('goes forward by cursor and back the same way', () => {
    const second = { ...noFilters, trail: further([], 'a') };
    const third = { ...second, trail: further(second.trail, 'b') };
    expect(toQuery(third).cursor).toBe('b');
    expect({ ...third, trail: back(third.trail) }).toEqual(second);
    expect(toQuery({ ...second, trail: back(second.trail) }).cursor).toBeUndefined();
  });

  it('starts over when the filters change', () => {
    const changed = withFilters(full, { status: 'placed' });
    expect(changed.trail).toEqual([]);
    expect(changed.q).toBe(full.q);
  });

  it('keeps the address short enough for any server', () => {
    const cursor = 'x'.repeat(90);
    let { trail } = full;
    for (let page = 0; page < 200; page++) trail = further(trail, `${cursor}${page}`);
    const filters = { ...full, trail };
    expect(toSearch(filters).length).toBeLessThan(4500);
    expect(toQuery(filters).cursor).toBe(`${cursor}199`);
  });
});

describe('the question for the API', () => {
  it('leaves out what is not asked for', () => {
    expect(JSON.parse(JSON.stringify(toQuery(noFilters)))).toEqual({ sort: 'newest', limit: pageSize });
  });

  it('counts the filters out of sight', () => {
    expect(hiddenFilterCount(noFilters)).toBe(0);
    expect(hiddenFilterCount({ ...full, from: null })).toBe(2);
  });
});
