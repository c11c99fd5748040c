'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkout, type CheckoutAnswer, type CheckoutInput } from '@/shared/api/generated';
import { IdempotencyKeys } from '@/shared/lib/idempotency';
import { toProblem } from '@/shared/lib/problem';

/**
 * Places the order once: a double tap, a lost answer or a retry carries the key of the first try, so the API
 * answers with the order it already made.
 */
export function usePlaceOrder() {
  const [keys] = useState(() => new IdempotencyKeys());
  return useMutation({
    mutationFn: async (body: CheckoutInput): Promise<CheckoutAnswer> => {
      const key = keys.keyFor(body);
      try {
        const { data, response } = await checkout({
          body,
          headers: { 'Idempotency-Key': key },
          throwOnError: true,
        });
        keys.settle(response.status);
        return data;
      } catch (error) {
        const { status, code } = toProblem(error);
        keys.settle(status === 0 ? null : status, code);
        throw error;
      }
    },
    retry: (count, error) => {
      const { status, code } = toProblem(error);
      return count < 3 && (status === 0 || code === 'request_in_progress');
    },
    retryDelay: 1200,
  });
}
