import { useTranslations } from 'next-intl';
import type { InvitationStatus, Role } from '@/shared/api/generated';
import { Badge, type BadgeTone } from '@/shared/ui/badge';

export function RoleBadge({ role }: { role: Role }) {
  const t = useTranslations('admin.account.role');
  return <Badge tone={role === 'admin' ? 'gold' : 'neutral'}>{t(role)}</Badge>;
}

export function ActiveBadge({ isActive }: { isActive: boolean }) {
  const t = useTranslations('admin.team');
  return <Badge tone={isActive ? 'success' : 'error'}>{t(isActive ? 'active' : 'disabled')}</Badge>;
}

export function TotpBadge({ isEnrolled }: { isEnrolled: boolean }) {
  const t = useTranslations('admin.team');
  return <Badge tone={isEnrolled ? 'success' : 'warn'}>{t(isEnrolled ? 'totp_on' : 'totp_off')}</Badge>;
}

const tones: Record<InvitationStatus, BadgeTone> = {
  open: 'accent',
  expired: 'warn',
  accepted: 'success',
  revoked: 'neutral',
};

export function InvitationBadge({ status }: { status: InvitationStatus }) {
  const t = useTranslations('admin.invitations.status');
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}
