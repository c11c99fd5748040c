import 'server-only';
import { cache } from 'react';
import { staffBearer } from '@/features/admin-session/server';
import { getCustomer } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';

/** One customer, read with the session of the member of staff; null when there is none with this id. */
export const loadCustomer = cache(async (id: string) => {
  const answer = await getCustomer({ path: { id }, headers: await staffBearer() });
  const isMissing = answer.response?.status === 404 || answer.response?.status === 422;
  return isMissing ? null : unwrap(answer);
});
