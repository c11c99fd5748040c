'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import {
  getAuthOptions,
  listMySessions,
  revokeMyOtherSessions,
  revokeMySession,
  type AuthOptions,
} from '@/shared/api/generated';
import { mine } from '../model/keys';

/** The ways to sign in that this shop offers. */
export function useAuthOptions(known?: AuthOptions) {
  return useQuery({
    queryKey: ['auth-options'],
    initialData: known,
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await getAuthOptions({ signal, throwOnError: true })).data,
  });
}

export function useSessions() {
  return useQuery({
    queryKey: mine('sessions'),
    queryFn: async ({ signal }) => (await listMySessions({ signal, throwOnError: true })).data.items,
  });
}

/** Ends one session, or all others when no id is given. */
export function useRevokeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string | null) => {
      if (id === null) await revokeMyOtherSessions({ throwOnError: true });
      else await revokeMySession({ path: { id }, throwOnError: true });
    },
    onSettled: () => client.invalidateQueries({ queryKey: mine('sessions') }),
  });
}

/** Draws the page again for what the account is now. */
export function useAccountChanged() {
  const client = useQueryClient();
  const router = useRouter();
  return () => {
    void client.invalidateQueries({ queryKey: mine() });
    router.refresh();
  };
}
