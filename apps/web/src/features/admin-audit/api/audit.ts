'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { staffCall } from '@/features/admin-session';
import { listAudit, listPermissions, listTeam } from '@/shared/api/generated';
import { toQuery, type AuditFilters } from '../model/filters';

export function useAudit(filters: AuditFilters) {
  const query = toQuery(filters);
  return useQuery({
    queryKey: ['admin', 'audit', query],
    queryFn: ({ signal }) => staffCall(listAudit({ query, signal, throwOnError: true })),
    placeholderData: keepPreviousData,
    // Nothing of it ever changes, but new entries come: a visit to the log asks again.
    staleTime: 0,
  });
}

/** People to choose from as those who did it. */
export function useActors() {
  const query = { limit: 100 };
  return useQuery({
    queryKey: ['admin', 'team', query],
    queryFn: ({ signal }) => staffCall(listTeam({ query, signal, throwOnError: true })),
  });
}

/** The permissions in words, for entries about grants. */
export function usePermissionNames() {
  const { data } = useQuery({
    queryKey: ['admin', 'permissions'],
    queryFn: ({ signal }) => staffCall(listPermissions({ signal, throwOnError: true })),
    staleTime: Infinity,
  });
  return data?.permissions;
}
