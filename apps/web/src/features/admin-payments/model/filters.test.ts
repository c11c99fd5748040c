import { describe, expect, it } from 'vitest';
import {
  countOf,
  noFilters,
  parseAlertFilters,
  parseFilters,
  toAlertSearch,
  toQuery,
  toSearch,
  visibleViews,
} from './filters';

const parse = (query: string) => parseFilters(new URLSearchParams(query));

describe('the address of the list', () => {
  it('comes back as it was written', () => {
    for (const query of ['', '?view=stuck', '?view=paid&region=kw&q=AM-7&after=a&after=b'])
      expect(toSearch(parse(query))).toBe(query);
  });

  it('counts as not asked for where it makes no sense', () => {
    expect(parse('view=everything&region=../x')).toEqual(noFilters);
  });

  it('asks the API for one thing at a time', () => {
    expect(toQuery(parse('view=stuck'))).toMatchObject({ stuck: true, state: undefined });
    expect(toQuery(parse('view=failed&after=a&after=b'))).toMatchObject({
      stuck: undefined,
      state: 'failed',
      cursor: 'b',
    });
  });

  it('shows open alerts unless told otherwise', () => {
    expect(parseAlertFilters(new URLSearchParams())).toEqual({ open: true, trail: [] });
    expect(toAlertSearch(parseAlertFilters(new URLSearchParams('open=false')))).toBe('?open=false');
  });
});

describe('counts', () => {
  const counts = { state_counts: { paid: 4, executing: 1 }, stuck_count: 1 };

  it('are those the answer tells', () => {
    expect(countOf('all', 'paid', counts)).toBe(5);
    expect(countOf('paid', 'all', counts)).toBe(4);
    expect(countOf('failed', 'all', counts)).toBe(0);
    expect(countOf('stuck', 'all', counts)).toBe(1);
    // The answer for stuck ones has counted no others.
    expect(countOf('paid', 'stuck', counts)).toBeUndefined();
    expect(countOf('all', 'all', undefined)).toBeUndefined();
  });

  it('decide which states are offered', () => {
    expect(visibleViews(counts, 'all')).toEqual(['all', 'stuck', 'executing', 'pending', 'paid', 'failed']);
    expect(visibleViews(undefined, 'abandoned')).toContain('abandoned');
  });
});
