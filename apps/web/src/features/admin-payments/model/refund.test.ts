import { describe, expect, it } from 'vitest';
import { checkRefund, emptyRefund, mayRestock, mostRefundable, readAmount, toRefundInput } from './refund';

const money = (minor: number, currency = 'AED') => ({ minor, currency });
const form = (amount: string, reason = 'wilted', restock = false) => ({ amount, reason, restock });

describe('what can be given back', () => {
  it('is what there is, or what is left of the day', () => {
    expect(mostRefundable({ refundable: money(5000), limit_left: null })).toEqual(money(5000));
    expect(mostRefundable({ refundable: money(5000), limit_left: money(9000) })).toEqual(money(5000));
    expect(mostRefundable({ refundable: money(5000), limit_left: money(1200) })).toEqual(money(1200));
    expect(mostRefundable({ refundable: money(5000), limit_left: money(0) })).toEqual(money(0));
  });

  it('stands in the form, with the digits of its currency', () => {
    expect(emptyRefund({ refundable: money(5000), limit_left: money(1205) }).amount).toBe('12.05');
    expect(emptyRefund({ refundable: money(5000, 'KWD'), limit_left: null }).amount).toBe('5.000');
  });
});

describe('an amount', () => {
  it('is read exactly', () => {
    expect(readAmount('12.5', 'AED')).toBe(1250);
    expect(readAmount(' 1.005 ', 'KWD')).toBe(1005);
    expect(readAmount('٤٩٫٥', 'AED')).toBe(4950);
    expect(readAmount('۱۲', 'KWD')).toBe(12000);
  });

  it('has no more digits than its currency, and is one', () => {
    for (const text of ['', '1.005', '-5', '1e3', 'five', '1,5', '1.2.3'])
      expect(readAmount(text, 'AED'), text).toBeNull();
  });
});

describe('the form', () => {
  const payments = { refundable: money(5000), limit_left: money(3000) };

  it('may be sent within both limits', () => {
    expect(checkRefund(form('30.00'), payments)).toEqual({});
    expect(checkRefund(form('30.01'), payments).amount).toBe('amount_beyond_limit');
    expect(checkRefund(form('50.01'), payments).amount).toBe('amount_beyond');
    expect(checkRefund(form('0'), payments).amount).toBe('amount_invalid');
    expect(checkRefund(form('x'), payments).amount).toBe('amount_invalid');
    expect(checkRefund(form('5', '  '), payments)).toEqual({ reason: 'reason_required' });
  });

  it('offers the goods back only with all of the money, once nobody sends them any more', () => {
    expect(mayRestock(form('50'), money(5000), 'returned')).toBe(true);
    expect(mayRestock(form('50'), money(5000), 'preparing')).toBe(false);
    expect(mayRestock(form('49.99'), money(5000), 'returned')).toBe(false);
  });

  it('says nothing of goods that can’t come back any more', () => {
    expect(toRefundInput(form('49', ' torn ', true), money(5000), 'returned')).toEqual({
      amount: money(4900),
      reason: 'torn',
      restock: false,
    });
    expect(toRefundInput(form('50', 'torn', true), money(5000), 'returned')?.restock).toBe(true);
    expect(toRefundInput(form('', 'torn'), money(5000), 'returned')).toBeNull();
  });
});
