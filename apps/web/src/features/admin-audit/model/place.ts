import type { Permission } from '@/features/admin-session';
import type { AuditEntry } from '@/shared/api/generated';

/** The panel's page of what an entry is about, if there is one and this person may open it. */
export function placeOf(
  { entity, entity_id, action, region }: Pick<AuditEntry, 'entity' | 'entity_id' | 'action' | 'region'>,
  can: (permission: Permission, level?: 'view' | 'manage', region?: string) => boolean,
): string | null {
  if (entity === 'order') return can('orders', 'view', region ?? undefined) ? `/orders/${entity_id}` : null;
  if (entity === 'customer' || (entity === 'account' && action.startsWith('customers.'))) {
    return can('customers') ? `/customers/${entity_id}` : null;
  }
  if (entity === 'account') return can('team') ? `/team/${entity_id}` : null;
  if (entity === 'invitation') return can('team') ? '/team/invitations' : null;
  if (entity === 'staff_settings') return can('team') ? '/team' : null;
  return null;
}
