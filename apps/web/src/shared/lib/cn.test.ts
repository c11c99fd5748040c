import { describe, expect, it } from 'vitest';
import { cn } from './cn';

describe('cn', () => {
  it('joins what is there', () => {
    expect(cn('a', null, false, ['b', ['c']], undefined)).toBe('a b c');
  });

  it.each([
    ['h-11 px-6', 'h-12', 'px-6 h-12'],
    ['rounded-field px-4', 'rounded-full ps-12', 'px-4 rounded-full ps-12'],
    ['relative block', 'absolute inset-0 hidden md:block', 'absolute inset-0 hidden md:block'],
    ['text-sm text-ink-soft', 'text-success', 'text-sm text-success'],
    ['text-[0.9375rem] text-ink', 'text-lg', 'text-ink text-lg'],
    ['border border-line', 'border-2 border-ink', 'border-2 border-ink'],
    ['border-b border-line', 'border-error', 'border-b border-error'],
    ['hover:bg-cream bg-paper', 'bg-ink', 'hover:bg-cream bg-ink'],
    ['data-[state=open]:animate-pop p-2', 'p-4', 'data-[state=open]:animate-pop p-4'],
    ['[&>select]:h-12 w-full', '[&>select]:h-9', 'w-full [&>select]:h-9'],
    ['py-16 font-medium', 'py-28 font-normal', 'py-28 font-normal'],
  ])('%s with %s is %s', (own, given, result) => {
    expect(cn(own, given)).toBe(result);
  });

  it.each([
    'bg-[linear-gradient(red,blue)] bg-size-[200%_100%]',
    'justify-between justify-self-start',
    'text-xs text-ink',
    'size-9 text-xs text-center',
  ])('leaves %s alone', (names) => expect(cn(names)).toBe(names));

  it('keeps sides of a border apart from its colour and width', () => {
    expect(cn('border-t border-b-2 border-line')).toBe('border-t border-b-2 border-line');
  });
});
