import { expect, it } from 'vitest';
import { toAddressInput } from './input';

it('gathers the fields of the country and leaves out what is empty', () => {
  expect(
    toAddressInput({
      region: 'kw',
      zone: 'hawalli',
      label: ' Home ',
      'recipient.name': ' Noura ',
      'recipient.phone': '50012345',
      'fields.block': ' 4 ',
      'fields.avenue': '',
      is_default: 'on',
    }),
  ).toEqual({
    region: 'kw',
    zone: 'hawalli',
    label: 'Home',
    recipient: { name: 'Noura', phone: '50012345' },
    fields: { block: '4' },
    is_default: true,
  });
  expect(toAddressInput({ region: 'ae', zone: '' })).toMatchObject({ zone: null, fields: {} });
});
