'use client';

import { useTranslations } from 'next-intl';
import { get, useFormState, type FieldError } from 'react-hook-form';
import type { CheckoutForm } from '../model/form';

/**
 * The message under a field. The form's own checks speak in message keys, the API in sentences of the right
 * language (marked with the type `server`).
 */
export function useFieldError(): (name: string) => string | undefined {
  const t = useTranslations('store.checkout');
  const { errors } = useFormState<CheckoutForm>();
  return (name) => {
    const error = get(errors, name) as FieldError | undefined;
    if (!error?.message) return undefined;
    if (error.type === 'server') return error.message;
    const [key = '', max = ''] = error.message.split(':');
    if (key === 'too_long') return t('too_long', { max });
    if (key === 'choose_payment') return t('choose_payment');
    return key === 'email_invalid' ? t('email_invalid') : t('required');
  };
}
