import { describe, expect, it } from 'vitest';
import type { Account, Address, AddressField } from '@/shared/api/generated';
import { blockedByReason } from './days';
import { emptyForm, formOf, fromAddress, knownFields, toCheckoutInput } from './form';
import { formSchema } from './schema';

const field = (key: string, required: boolean, max_length = 20): AddressField => ({
  key,
  label: { en: key, ar: key },
  required,
  max_length,
  hint: null,
  format: 'text',
});
const fields = [field('block', true), field('apartment', false, 5)];
const filled = {
  ...emptyForm(fields, ['cod'], [{ code: 'a' }, { code: 'b' }]),
  contact: { name: ' Layla ', phone: '0501234567', email: '' },
  zone: 'a',
  address: { block: ' 4 ', apartment: '' },
  delivery_date: '2026-12-01',
};
const paths = (form: unknown) =>
  (formSchema(fields).safeParse(form).error?.issues ?? []).map((i) => `${i.path.join('.')}:${i.message}`);

describe('the form’s own checks', () => {
  it('pass a filled form', () => {
    expect(paths(filled)).toEqual([]);
  });

  it('name everything that is missing, at once', () => {
    expect(paths(emptyForm(fields, ['cod'], [])).sort()).toEqual([
      'address.block:required',
      'contact.name:required',
      'contact.phone:required',
      'delivery_date:required',
      'zone:required',
    ]);
  });

  it('ask for a recipient only when there is another one', () => {
    expect(paths({ ...filled, receiver: 'other' }).sort()).toEqual([
      'recipient.name:required',
      'recipient.phone:required',
    ]);
  });

  it('know an e-mail when they see one, and how long an address may be', () => {
    expect(paths({ ...filled, contact: { ...filled.contact, email: 'nope' } })).toEqual([
      'contact.email:email_invalid',
    ]);
    expect(paths({ ...filled, address: { block: '1', apartment: '123456' } })).toEqual([
      'address.apartment:too_long:5',
    ]);
  });
});

describe('toCheckoutInput', () => {
  const total = { minor: 20600, currency: 'AED' };

  it('trims, leaves out what is empty, and repeats the total that was shown', () => {
    expect(toCheckoutInput(filled, total, 'ar')).toEqual({
      expected_total: total,
      payment_method: 'cod',
      contact: { name: 'Layla', phone: '0501234567', email: null },
      recipient: null,
      zone: 'a',
      address: { block: '4' },
      delivery_date: '2026-12-01',
      note: null,
      locale: 'ar',
    });
  });

  it('sends the recipient only when it is someone else', () => {
    const form = { ...filled, recipient: { name: 'Noura', phone: '055' } };
    expect(toCheckoutInput(form, total, 'en').recipient).toBeNull();
    expect(toCheckoutInput({ ...form, receiver: 'other' }, total, 'en').recipient).toEqual({
      name: 'Noura',
      phone: '055',
    });
  });
});

describe('the form of someone signed in', () => {
  const account = {
    full_name: 'Layla Hassan',
    phone: '+971501234567',
    email: null,
  } as Account;
  const address = {
    id: '1',
    zone: 'b',
    recipient: { name: 'Layla Hassan', phone: '+971501234567' },
    fields: { block: '4', gone: 'x' },
    is_default: false,
  } as unknown as Address;
  const zones = [{ code: 'a' }, { code: 'b' }];
  const empty = emptyForm(fields, ['cod'], zones);

  it('opens with their details and their default address', () => {
    const home = { ...address, id: '2', zone: 'a', is_default: true };
    expect(formOf(empty, account, [address, home], fields, zones)).toMatchObject({
      contact: { name: 'Layla Hassan', phone: '+971501234567', email: '' },
      receiver: 'me',
      zone: 'a',
      address: { block: '4', apartment: '' },
    });
    expect(formOf(empty, { ...account, phone: null }, [home], fields, zones)).toMatchObject({
      contact: { phone: '+971501234567' },
      receiver: 'me',
    });
    expect(formOf(empty, account, [], fields, zones)).toMatchObject({ zone: '', receiver: 'me' });
    expect(formOf(empty, null, [address], fields, zones)).toBe(empty);
  });

  it('sends a gift to whom the address names, and leaves out what is no more', () => {
    const mum = { ...address, zone: 'closed', recipient: { name: 'Mum', phone: '+9665' } };
    expect(fromAddress(mum, { name: 'Layla Hassan', phone: '' }, fields, zones)).toEqual({
      zone: '',
      address: { block: '4', apartment: '' },
      receiver: 'other',
      recipient: { name: 'Mum', phone: '+9665' },
    });
  });
});

describe('emptyForm and knownFields', () => {
  it('chooses the zone when there is only one', () => {
    expect(emptyForm(fields, ['cod'], [{ code: 'only' }]).zone).toBe('only');
    expect(emptyForm(fields, ['cod'], [{ code: 'a' }, { code: 'b' }]).zone).toBe('');
  });

  it('knows the address fields of the country', () => {
    expect(knownFields(fields).has('address.block')).toBe(true);
    expect(knownFields(fields).has('address.district')).toBe(false);
  });
});

describe('blockedByReason', () => {
  it('says each reason once', () => {
    const friday = { code: 'weekday' as const, text: { en: 'No Fridays', ar: 'لا جمعة' } };
    expect(
      blockedByReason([
        { date: '2026-11-27', is_available: false, reason: friday },
        { date: '2026-11-28', is_available: true, reason: null },
        { date: '2026-12-04', is_available: false, reason: friday },
      ]),
    ).toEqual([{ text: friday.text, dates: ['2026-11-27', '2026-12-04'] }]);
  });
});
