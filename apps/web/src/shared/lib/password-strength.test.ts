import { describe, expect, it } from 'vitest';
import { passwordStrength } from './password-strength';

describe('passwordStrength', () => {
  it.each([
    ['', 0],
    ['Sh0rt!pw', 0],
    ['aaaaaaaaaaaaaaaa', 1],
    ['abcabcabcabc', 1],
    ['password123!', 1],
    ['lavender mist', 2],
    ['lavender mist at seven', 3],
    ['Tq7!vR2#xLmz', 3],
    ['ورد الطائف في الصباح', 3],
  ])('%j is %i', (password, strength) => {
    expect(passwordStrength(password)).toBe(strength);
  });

  it('counts characters, not code units', () => {
    expect(passwordStrength('🎁🎁🎁🎁🎁')).toBe(0);
  });
});
