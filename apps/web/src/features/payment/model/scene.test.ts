import { describe, expect, it } from 'vitest';
import type { OrderPayment, PaymentProgress } from '@/shared/api/generated';
import { clock, isOpen, sceneOf, type Scene } from './scene';

const payment = (progress: PaymentProgress, may_pay = true) => ({ progress, may_pay }) as OrderPayment;

describe('sceneOf', () => {
  it.each<[PaymentProgress, boolean, boolean, Scene]>([
    ['waiting', true, false, 'choose'],
    ['waiting', false, false, 'ended'],
    ['failed', true, true, 'failed'],
    ['failed', false, true, 'ended'],
    ['in_progress', true, true, 'confirming'],
    ['in_progress', true, false, 'unfinished'],
    // Too late to pay again, but what is under way may still arrive.
    ['in_progress', false, false, 'confirming'],
    ['paid', false, false, 'paid'],
    ['in_review', false, true, 'in_review'],
    ['ended', false, false, 'ended'],
    ['going_back', false, true, 'going_back'],
    ['not_needed', false, false, 'cash'],
  ])('%s (may pay: %s, back from the provider: %s) is %s', (progress, mayPay, isBack, scene) => {
    expect(sceneOf(payment(progress, mayPay), isBack)).toBe(scene);
  });

  it('claims nothing before it is known', () => {
    expect(sceneOf(null, true)).toBe('checking');
    expect(sceneOf(undefined, false)).toBe('checking');
  });
});

describe('isOpen', () => {
  it('is over once the money has arrived, goes back or is no longer wanted', () => {
    const all: PaymentProgress[] = ['paid', 'ended', 'going_back', 'not_needed', 'in_progress', 'in_review'];
    expect(all.filter((progress) => isOpen(payment(progress)))).toEqual(['in_progress', 'in_review']);
  });
});

describe('clock', () => {
  it('counts like a clock and stops at zero', () => {
    expect([245, 3729, 59.9, -3].map(clock)).toEqual(['4:05', '1:02:09', '0:59', '0:00']);
  });
});
