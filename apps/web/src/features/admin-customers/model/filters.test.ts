import { describe, expect, it } from 'vitest';
import { noFilters, parseFilters, toQuery, toSearch, type CustomerFilters } from './filters';

const full: CustomerFilters = {
  q: 'نورة',
  status: 'unverified',
  region: 'sa',
  sort: 'name',
  trail: ['a', 'b'],
};

describe('the address of the customers list', () => {
  it('round-trips', () => {
    const parse = (query: string) => parseFilters(new URLSearchParams(query));
    expect(parse(toSearch(full))).toEqual(full);
    expect(toSearch(noFilters)).toBe('');
    expect(parse('status=vip&region=../x&sort=random&after=')).toEqual(noFilters);
  });

  it('asks only for what is asked', () => {
    expect(JSON.parse(JSON.stringify(toQuery(noFilters)))).toEqual({ sort: 'newest', limit: 25 });
    expect(toQuery(full).cursor).toBe('b');
  });
});
