'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { staffCall, useNoteTotp } from '@/features/admin-session';
import {
  beginTotp,
  changePassword,
  confirmTotp,
  disableTotp,
  listMySessions,
  renewRecoveryCodes,
  revokeMyOtherSessions,
  revokeMySession,
} from '@/shared/api/generated';

const sessionsKey = ['admin', 'my-sessions'] as const;

export function useMySessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => (await staffCall(listMySessions({ signal, throwOnError: true }))).items,
  });
}

function useSessionsChange<Input>(change: (input: Input) => Promise<{ data: unknown }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => staffCall(change(input)),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
}

export const useRevokeSession = () =>
  useSessionsChange((id: string) => revokeMySession({ path: { id }, throwOnError: true }));

export const useRevokeOtherSessions = () =>
  useSessionsChange(() => revokeMyOtherSessions({ throwOnError: true }));

export const useChangePassword = () =>
  useSessionsChange((body: { current_password: string; new_password: string }) =>
    changePassword({ body, throwOnError: true }),
  );

export const startTotp = () => staffCall(beginTotp({ throwOnError: true }));

/** Changes of the second step. */
export function useTotp() {
  const noteTotp = useNoteTotp();
  return {
    confirm: async (code: string) =>
      (await staffCall(confirmTotp({ body: { code }, throwOnError: true }))).recovery_codes,
    disable: async () => {
      await staffCall(disableTotp({ throwOnError: true }));
      noteTotp({ enrolled: false });
    },
    renewCodes: async () => (await staffCall(renewRecoveryCodes({ throwOnError: true }))).recovery_codes,
    /** Once the recovery codes are kept: until then the page goes on showing them. */
    finish: () => noteTotp({ enrolled: true }),
  };
}
