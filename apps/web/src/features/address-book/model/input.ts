import type { AddressInput } from '@/shared/api/generated';

const part = 'fields.';

/** The request for a filled form; empty fields are left out. */
export function toAddressInput(values: Record<string, string>): AddressInput {
  const text = (name: string) => (values[name] ?? '').trim();
  const fields = Object.keys(values)
    .filter((name) => name.startsWith(part) && text(name) !== '')
    .map((name) => [name.slice(part.length), text(name)] as const);
  return {
    region: text('region'),
    zone: text('zone') || null,
    label: text('label'),
    recipient: { name: text('recipient.name'), phone: text('recipient.phone') },
    fields: Object.fromEntries(fields),
    ...(values.is_default === 'on' && { is_default: true }),
  };
}
