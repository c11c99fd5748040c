import 'server-only';
import { cache } from 'react';
import { staffBearer } from '@/features/admin-session/server';
import { getAdminOrder } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';

/** One order, read with the session of the member of staff; null when there is none with this id. */
export const loadStaffOrder = cache(async (id: string) => {
  const answer = await getAdminOrder({ path: { id }, headers: await staffBearer() });
  // An id that is no id names no order either.
  const isMissing = answer.response?.status === 404 || answer.response?.status === 422;
  return isMissing ? null : unwrap(answer);
});
