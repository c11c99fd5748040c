import type { Resolver } from 'react-hook-form';
import type { AddressField } from '@/shared/api/generated';
import type { CheckoutForm } from './form';

/**
 * The form's own checks, fetched while the form is being filled in: they are first needed when it is sent, and
 * are as large as the rest of the page.
 */
export function checkoutResolver(fields: AddressField[]): {
  resolver: Resolver<CheckoutForm>;
  prepare: () => void;
} {
  let checks: Promise<Resolver<CheckoutForm>> | undefined;
  const load = () =>
    (checks ??= Promise.all([import('./schema'), import('@hookform/resolvers/zod')]).then(
      ([{ formSchema }, { zodResolver }]) => zodResolver(formSchema(fields)) as Resolver<CheckoutForm>,
    ));
  return {
    prepare: () => void load(),
    resolver: async (values, context, options) => (await load())(values, context, options),
  };
}
