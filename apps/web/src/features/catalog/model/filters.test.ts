import { describe, expect, it } from 'vitest';
import { activeCount, fromPageQuery, parseFilters, toApiQuery, toSearch } from './filters';

const parse = (query: string) => parseFilters(new URLSearchParams(query));

describe('filters', () => {
  it('survive the way to the address and back', () => {
    const query =
      '?q=rose&category=mugs&sort=price_asc&min_price=1000&max_price=20000&in_stock=1&colour=b8405e';
    expect(toSearch(parse(query))).toBe(query);
    expect(toSearch(parse(''))).toBe('');
  });

  it('leave out what makes no sense', () => {
    expect(parse('sort=sideways&min_price=-5&max_price=1e9&in_stock=yes&colour=red&q=%20')).toEqual({
      category: undefined,
      q: undefined,
      sort: 'featured',
      minPrice: undefined,
      maxPrice: undefined,
      inStock: false,
      comingSoon: false,
      colour: undefined,
    });
  });

  it('become parameters of the API, "off" meaning absent', () => {
    expect(toApiQuery(parse('in_stock=1&min_price=0'), 'abc')).toMatchObject({
      in_stock: true,
      coming_soon: undefined,
      min_price: 0,
      cursor: 'abc',
    });
  });

  it('count a price range once and neither sorting nor searching', () => {
    expect(activeCount(parse('sort=newest&q=x'))).toBe(0);
    expect(activeCount(parse('min_price=1&max_price=2&in_stock=1&category=a'))).toBe(3);
  });

  it('take the first of repeated names', () => {
    expect(fromPageQuery({ sort: ['newest', 'price_asc'], q: undefined }).toString()).toBe('sort=newest');
  });
});
