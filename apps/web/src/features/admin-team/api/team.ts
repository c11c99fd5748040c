'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { staffCall } from '@/features/admin-session';
import {
  createInvitation,
  getStaffSettings,
  getTeamMember,
  listInvitations,
  listPermissions,
  listTeam,
  resendInvitation,
  resetTeamTotp,
  revokeInvitation,
  revokeTeamSessions,
  setStaffSettings,
  setTeamGrants,
  setTeamRole,
  updateTeamMember,
  type InvitationInput,
  type PermissionGrant,
  type Role,
  type StaffSettingsInput,
  type TeamMember,
  type TeamMemberDetail,
  type TeamMemberInput,
} from '@/shared/api/generated';
import { pageSize, toQuery, type TeamFilters } from '../model/filters';

const keys = {
  team: ['admin', 'team'] as const,
  member: (id: string) => ['admin', 'team-member', id] as const,
  invitations: ['admin', 'invitations'] as const,
  catalogue: ['admin', 'permissions'] as const,
  settings: ['admin', 'staff-settings'] as const,
};

export function useTeam(filters: TeamFilters) {
  const query = toQuery(filters);
  return useQuery({
    queryKey: [...keys.team, query],
    queryFn: ({ signal }) => staffCall(listTeam({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
  });
}

export function useMember(initial: TeamMemberDetail) {
  return useQuery({
    queryKey: keys.member(initial.id),
    queryFn: ({ signal }) =>
      staffCall(getTeamMember({ path: { id: initial.id }, signal, throwOnError: true })),
    initialData: initial,
    staleTime: 5_000,
    refetchInterval: 60_000,
  });
}

/** The permissions and presets in words: they change only with a new version of the shop. */
export function useCatalogue() {
  return useQuery({
    queryKey: keys.catalogue,
    queryFn: ({ signal }) => staffCall(listPermissions({ signal, throwOnError: true })),
    staleTime: Infinity,
  });
}

export function useInvitations(trail: readonly string[]) {
  const query = { cursor: trail.at(-1), limit: pageSize };
  return useQuery({
    queryKey: [...keys.invitations, query],
    queryFn: ({ signal }) => staffCall(listInvitations({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
  });
}

export function useStaffSettings() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => staffCall(getStaffSettings({ signal, throwOnError: true })),
  });
}

/** Reads a member again, and answers with what is true now: someone else was faster. */
export function useReloadMember() {
  const client = useQueryClient();
  return (id: string) =>
    client.fetchQuery({
      queryKey: keys.member(id),
      queryFn: ({ signal }) => staffCall(getTeamMember({ path: { id }, signal, throwOnError: true })),
      staleTime: 0,
    });
}

function useMemberChange<Input extends { id: string }>(
  change: (input: Input) => Promise<{ data: TeamMember }>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => staffCall(change(input)),
    onSuccess: (member) => {
      client.setQueryData<TeamMemberDetail>(
        keys.member(member.id),
        (known) => known && { ...known, ...member },
      );
      void client.invalidateQueries({ queryKey: keys.member(member.id) });
      void client.invalidateQueries({ queryKey: keys.team });
    },
  });
}

export const useUpdateMember = () =>
  useMemberChange(({ id, body }: { id: string; body: TeamMemberInput }) =>
    updateTeamMember({ path: { id }, body, throwOnError: true }),
  );

export const useSetGrants = () =>
  useMemberChange(({ id, grants, version }: { id: string; grants: PermissionGrant[]; version: number }) =>
    setTeamGrants({ path: { id }, body: { grants, version }, throwOnError: true }),
  );

export const useSetRole = () =>
  useMemberChange(({ id, role, version }: { id: string; role: Role; version: number }) =>
    setTeamRole({ path: { id }, body: { role, version }, throwOnError: true }),
  );

function useMemberAction(act: (id: string) => Promise<{ data: unknown }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => staffCall(act(id)),
    onSuccess: (_, id) => {
      void client.invalidateQueries({ queryKey: keys.team });
      return client.invalidateQueries({ queryKey: keys.member(id) });
    },
  });
}

export const useRevokeSessions = () =>
  useMemberAction((id) => revokeTeamSessions({ path: { id }, throwOnError: true }));

export const useResetTotp = () =>
  useMemberAction((id) => resetTeamTotp({ path: { id }, throwOnError: true }));

function useInvitationChange<Input>(change: (input: Input) => Promise<{ data: unknown }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => staffCall(change(input)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.invitations }),
  });
}

export const useInvite = () =>
  useInvitationChange((body: InvitationInput) => createInvitation({ body, throwOnError: true }));

export const useResendInvitation = () =>
  useInvitationChange((id: string) => resendInvitation({ path: { id }, throwOnError: true }));

export const useRevokeInvitation = () =>
  useInvitationChange((id: string) => revokeInvitation({ path: { id }, throwOnError: true }));

export function useSetStaffSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StaffSettingsInput) => staffCall(setStaffSettings({ body, throwOnError: true })),
    onSuccess: (settings) => client.setQueryData(keys.settings, settings),
    onError: () => client.invalidateQueries({ queryKey: keys.settings }),
  });
}
