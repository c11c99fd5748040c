import type {
  Account,
  Address,
  AddressField,
  CheckoutInput,
  Locale,
  Money,
  PaymentMethod,
} from '@/shared/api/generated';
import { ownName } from '@/shared/lib/account-name';

export type CheckoutForm = {
  contact: { name: string; phone: string; email: string };
  receiver: 'me' | 'other';
  recipient: { name: string; phone: string };
  zone: string;
  address: Record<string, string>;
  delivery_date: string;
  payment_method: PaymentMethod;
  /** How to pay online; the order itself doesn’t know, each try to pay it does. */
  channel: string;
  note: string;
};

/** Field names that server problems can be shown next to. */
export function knownFields(fields: readonly AddressField[]): Set<string> {
  return new Set([
    'contact.name',
    'contact.phone',
    'contact.email',
    'recipient.name',
    'recipient.phone',
    'zone',
    'delivery_date',
    'payment_method',
    'channel',
    'note',
    ...fields.map((f) => `address.${f.key}`),
  ]);
}

export function emptyForm(
  fields: readonly AddressField[],
  methods: readonly PaymentMethod[],
  zones: readonly { code: string }[],
): CheckoutForm {
  return {
    contact: { name: '', phone: '', email: '' },
    receiver: 'me',
    recipient: { name: '', phone: '' },
    zone: zones.length === 1 ? (zones[0]?.code ?? '') : '',
    address: Object.fromEntries(fields.map((f) => [f.key, ''])),
    delivery_date: '',
    payment_method: methods[0] ?? 'cod',
    channel: '',
    note: '',
  };
}

type Contact = CheckoutForm['contact'];

/** Someone who never told the shop their number, but wrote it on their own address, has it there. */
export function withPhone(contact: Contact, address: Address | undefined): Contact {
  const { name, phone } = address?.recipient ?? { name: '', phone: '' };
  return contact.phone === '' && contact.name === name ? { ...contact, phone } : contact;
}

/** What an address of the address book fills in. Zones and fields that are no more stay open. */
export function fromAddress(
  address: Address,
  contact: { name: string; phone: string },
  fields: readonly AddressField[],
  zones: readonly { code: string }[],
): Pick<CheckoutForm, 'zone' | 'address' | 'receiver' | 'recipient'> {
  const { name, phone } = address.recipient;
  const isSelf = name === contact.name && phone === contact.phone;
  return {
    zone: zones.find(({ code }) => code === address.zone)?.code ?? '',
    address: Object.fromEntries(fields.map(({ key }) => [key, address.fields[key] ?? ''])),
    receiver: isSelf ? 'me' : 'other',
    recipient: isSelf ? { name: '', phone: '' } : { name, phone },
  };
}

/** The form as it opens for someone who is signed in: their details, and their default address of this region. */
export function formOf(
  empty: CheckoutForm,
  account: Account | null,
  addresses: readonly Address[],
  fields: readonly AddressField[],
  zones: readonly { code: string }[],
): CheckoutForm {
  if (!account) return empty;
  const { phone, email } = account;
  const name = ownName(account);
  const first = addresses.find((address) => address.is_default) ?? addresses[0];
  const contact = withPhone({ name, phone: phone ?? '', email: email ?? '' }, first);
  return { ...empty, contact, ...(first && fromAddress(first, contact, fields, zones)) };
}

/** The request for a filled form; `total` is what the visitor was shown and agrees to. */
export function toCheckoutInput(form: CheckoutForm, total: Money, locale: Locale): CheckoutInput {
  const address = Object.entries(form.address)
    .map(([key, value]) => [key, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return {
    expected_total: total,
    payment_method: form.payment_method,
    contact: {
      name: form.contact.name.trim(),
      phone: form.contact.phone.trim(),
      email: form.contact.email.trim() || null,
    },
    recipient:
      form.receiver === 'other'
        ? { name: form.recipient.name.trim(), phone: form.recipient.phone.trim() }
        : null,
    zone: form.zone,
    address: Object.fromEntries(address),
    delivery_date: form.delivery_date,
    note: form.note.trim() || null,
    locale,
  };
}
