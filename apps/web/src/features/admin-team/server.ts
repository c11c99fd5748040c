import 'server-only';
import { cache } from 'react';
import { staffBearer } from '@/features/admin-session/server';
import { getTeamMember } from '@/shared/api/generated';
import { unwrap } from '@/shared/api/server';

/** One colleague, read with the session of the member of staff; null when there is none with this id. */
export const loadTeamMember = cache(async (id: string) => {
  const answer = await getTeamMember({ path: { id }, headers: await staffBearer() });
  const isMissing = answer.response?.status === 404 || answer.response?.status === 422;
  return isMissing ? null : unwrap(answer);
});
