import * as z from 'zod/mini';
import type { AddressField } from '@/shared/api/generated';

/** Message keys (of `store.checkout`); what is right beyond "not empty" is the API's to say. */
const filled = z.string().check(z.trim(), z.minLength(1, 'required'));
const person = z.object({ name: filled, phone: filled });
const anyText = z.object({ name: z.string(), phone: z.string() });

/** The form's own checks: what is plainly missing is said without asking the API. */
export function formSchema(fields: readonly AddressField[]) {
  const address = z.object(
    Object.fromEntries(
      fields.map(({ key, required, max_length }) => {
        const text = z.string().check(z.trim(), z.maxLength(max_length, `too_long:${max_length}`));
        return [key, required ? text.check(z.minLength(1, 'required')) : text];
      }),
    ),
  );
  return z
    .object({
      contact: z.extend(person, {
        email: z.union(
          [z.literal(''), z.string().check(z.trim(), z.email('email_invalid'))],
          'email_invalid',
        ),
      }),
      receiver: z.enum(['me', 'other']),
      recipient: anyText,
      zone: filled,
      address,
      delivery_date: filled,
      payment_method: filled,
      channel: z.string(),
      note: z.string(),
    })
    .check(({ value, issues }) => {
      if (value.receiver !== 'other') return;
      for (const { message, path } of person.safeParse(value.recipient).error?.issues ?? []) {
        issues.push({ code: 'custom', input: value, message, path: ['recipient', ...path] });
      }
    });
}
