import { describe, expect, it } from 'vitest';
import { currencyExponent, formatMoney, fromDecimalString, toDecimalString } from './money';

// Intl puts no-break spaces and direction marks around amounts; the tests read like a person.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');

describe('toDecimalString', () => {
  it.each([
    [0, 2, '0.00'],
    [5, 2, '0.05'],
    [1234, 2, '12.34'],
    [1234, 3, '1.234'],
    [7, 0, '7'],
    [-250, 2, '-2.50'],
    [9007199254740991, 3, '9007199254740.991'],
  ])('%d with exponent %d is %s', (minor, exponent, text) => {
    expect(toDecimalString(minor, exponent)).toBe(text);
  });
});

describe('fromDecimalString', () => {
  it.each([
    ['12.5', 2, 1250],
    [' 150 ', 2, 15000],
    ['0.125', 3, 125],
    ['1.', 2, 100],
    ['12.345', 2, null],
    ['abc', 2, null],
    ['-5', 2, null],
    ['', 2, null],
    ['1e3', 2, null],
  ])('%s with exponent %d is %s', (text, exponent, minor) => {
    expect(fromDecimalString(text, exponent)).toBe(minor);
  });

  it('is undone by toDecimalString', () => {
    for (const minor of [0, 1, 99, 100, 12345, 999999]) {
      expect(fromDecimalString(toDecimalString(minor, 3), 3)).toBe(minor);
    }
  });
});

describe('formatMoney', () => {
  it('knows how many digits a currency has', () => {
    expect(currencyExponent('AED')).toBe(2);
    expect(currencyExponent('KWD')).toBe(3);
  });

  it('drops the zeros of round amounts on shelves and keeps them on bills', () => {
    expect(plain(formatMoney({ minor: 25000, currency: 'AED' }, 'en', 'AE'))).toBe('AED 250');
    expect(plain(formatMoney({ minor: 25050, currency: 'AED' }, 'en', 'AE'))).toBe('AED 250.50');
    expect(plain(formatMoney({ minor: 25000, currency: 'AED' }, 'en', 'AE', true))).toBe('AED 250.00');
  });

  it('writes Latin digits and the Arabic currency sign in Arabic', () => {
    expect(plain(formatMoney({ minor: 1234567, currency: 'KWD' }, 'ar', 'KW'))).toBe('1,234.567 د.ك.');
    expect(plain(formatMoney({ minor: 100, currency: 'SAR' }, 'ar', 'SA'))).toBe('1 ر.س.');
  });

  it('does not lose a unit where a float would', () => {
    expect(plain(formatMoney({ minor: 9007199254740991, currency: 'AED' }, 'en', 'AE', true))).toBe(
      'AED 90,071,992,547,409.91',
    );
  });
});
