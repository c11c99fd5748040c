import { describe, expect, it } from 'vitest';
import { byField, problemText, toProblem } from './problem';

const message = (text: string) => ({ en: text, ar: `ع ${text}` });

describe('toProblem', () => {
  it('keeps an answer of the API, extras included', () => {
    const problem = toProblem({
      status: 409,
      code: 'total_changed',
      title: message('Changed'),
      fields: [],
      cart: { id: 1 },
    });
    expect(problem.code).toBe('total_changed');
    expect(problem.cart).toEqual({ id: 1 });
  });

  it('takes anything else for a lost connection', () => {
    expect(toProblem(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'unreachable' });
    expect(toProblem('<html>502</html>').code).toBe('unreachable');
  });
});

describe('problemText', () => {
  it('prefers the detail and speaks the language', () => {
    const problem = {
      status: 409,
      code: 'out_of_stock',
      title: message('Out of stock'),
      detail: message('Only 2 left'),
      fields: [],
    };
    expect(problemText(problem, 'en')).toBe('Only 2 left');
    expect(problemText({ ...problem, detail: null }, 'ar')).toBe('ع Out of stock');
  });
});

describe('byField', () => {
  const known = new Set(['contact.phone', 'address.street']);

  it('reads dotted paths and pointers alike and keeps the first message of a field', () => {
    const { fields, rest } = byField(
      [
        { path: 'contact.phone', code: 'a', message: message('first') },
        { path: '/contact/phone', code: 'b', message: message('second') },
        { path: '#/address/street', code: 'c', message: message('street') },
      ],
      'en',
      known,
    );
    expect(fields).toEqual({ 'contact.phone': 'first', 'address.street': 'street' });
    expect(rest).toEqual([]);
  });

  it('gathers what belongs to no field, each sentence once', () => {
    const { rest } = byField(
      [
        { path: null, code: 'min_order', message: message('too small') },
        { path: 'lines', code: 'x', message: message('too small') },
      ],
      'ar',
      known,
    );
    expect(rest).toEqual(['ع too small']);
  });
});
