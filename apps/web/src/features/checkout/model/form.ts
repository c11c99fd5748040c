import { z } from 'zod';
import type { AddressField, CheckoutInput, Locale, Money, PaymentMethod } from '@/shared/api/generated';

export type CheckoutForm = {
  contact: { name: string; phone: string; email: string };
  receiver: 'me' | 'other';
  recipient: { name: string; phone: string };
  zone: string;
  address: Record<string, string>;
  delivery_date: string;
  payment_method: PaymentMethod;
  note: string;
};

/** Message keys (of `store.checkout`); what is right beyond "not empty" is the API's to say. */
const filled = z.string().trim().min(1, 'required');
const person = z.object({ name: filled, phone: filled });
const anyText = z.object({ name: z.string(), phone: z.string() });

/** The form's own checks: what is plainly missing is said without asking the API. */
export function formSchema(fields: readonly AddressField[]) {
  const address = z.object(
    Object.fromEntries(
      fields.map(({ key, required, max_length }) => {
        const text = z.string().trim().max(max_length, `too_long:${max_length}`);
        return [key, required ? text.min(1, 'required') : text];
      }),
    ),
  );
  return z
    .object({
      contact: person.extend({ email: z.union([z.literal(''), z.string().trim().email('email_invalid')]) }),
      receiver: z.enum(['me', 'other']),
      recipient: anyText,
      zone: filled,
      address,
      delivery_date: filled,
      payment_method: z.literal('cod'),
      note: z.string(),
    })
    .superRefine(({ receiver, recipient }, context) => {
      if (receiver !== 'other') return;
      for (const issue of person.safeParse(recipient).error?.issues ?? []) {
        context.addIssue({ code: 'custom', message: issue.message, path: ['recipient', ...issue.path] });
      }
    });
}

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
    note: '',
  };
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
