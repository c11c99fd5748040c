import { describe, expect, it } from 'vitest';
import type { NextStatus, OrderStatus } from '@/shared/api/generated';
import { checkMove, emptyMove, readRefusal, toMoveInput, usualMove } from './move';

const next = (to: OrderStatus, needs: Partial<NextStatus> = {}): NextStatus => ({
  to,
  needs_reason: false,
  may_restock: false,
  collects_cash: false,
  ...needs,
});

const cancel = next('cancelled', { needs_reason: true, may_restock: true });
const deliver = next('delivered', { collects_cash: true });

describe('a move of an order', () => {
  it('asks for everything missing at once', () => {
    expect(checkMove(cancel, { ...emptyMove, reason: '  ' })).toEqual({
      reason: 'reason_required',
      restock: 'restock_required',
    });
    expect(checkMove(deliver, emptyMove)).toEqual({ cash_collected: 'cash_required' });
    expect(checkMove(next('preparing'), emptyMove)).toEqual({});
  });

  it('counts "not back into stock" as a decision', () => {
    expect(checkMove(cancel, { reason: 'Broken', restock: false, cashCollected: false })).toEqual({});
  });

  it('sends only what this move is about', () => {
    expect(toMoveInput(next('preparing'), 3, { reason: ' ', restock: true, cashCollected: true })).toEqual({
      to: 'preparing',
      version: 3,
    });
    expect(toMoveInput(cancel, 1, { reason: ' Broken ', restock: false, cashCollected: false })).toEqual({
      to: 'cancelled',
      version: 1,
      reason: 'Broken',
      restock: false,
    });
    expect(toMoveInput(deliver, 2, { ...emptyMove, cashCollected: true })).toEqual({
      to: 'delivered',
      version: 2,
      cash_collected: true,
    });
  });

  it('offers the step forward, never a setback', () => {
    expect(usualMove([next('preparing'), next('on_hold'), cancel])?.to).toBe('preparing');
    expect(usualMove([next('placed'), next('preparing'), cancel])?.to).toBe('preparing');
    expect(usualMove([next('placed'), cancel])?.to).toBe('placed');
    expect(usualMove([next('returned')])).toBeNull();
    expect(usualMove([])).toBeNull();
  });
});

describe('a refusal', () => {
  const problem = (status: number, code: string) => ({ status, code, title: { en: '', ar: '' }, fields: [] });

  it.each([
    [problem(409, 'stale_version'), 'changed'],
    [problem(409, 'illegal_transition'), 'changed'],
    [problem(404, 'not_found'), 'changed'],
    [problem(422, 'invalid_body'), 'fix'],
    [problem(409, 'request_in_progress'), 'retry'],
    [problem(503, 'upstream_unavailable'), 'retry'],
    [new TypeError('Failed to fetch'), 'retry'],
  ])('%o means %s', (error, meaning) => {
    expect(readRefusal(error)).toBe(meaning);
  });
});
