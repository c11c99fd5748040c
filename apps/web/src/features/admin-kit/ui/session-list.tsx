'use client';

import { MonitorSmartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DeviceSession } from '@/shared/api/generated';
import { Badge } from '@/shared/ui/badge';

type SessionListProps = {
  sessions: readonly DeviceSession[];
  /** Writes a time down. */
  instant: (time: string) => string;
  /** Beside a session, what can be done about it. */
  action?: (session: DeviceSession) => ReactNode;
};

/** Devices somebody is signed in on. */
export function SessionList({ sessions, instant, action }: SessionListProps) {
  const t = useTranslations('admin.sessions');
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center gap-3 px-4 py-3 md:px-5">
          <MonitorSmartphone aria-hidden strokeWidth={1.5} className="size-5 shrink-0 text-ink-faint" />
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <bdi>{session.device || t('unknown_device')}</bdi>
              {session.is_current && <Badge tone="success">{t('current')}</Badge>}
            </p>
            <p className="text-xs text-ink-faint">
              {t('seen', { time: instant(session.last_seen_at) })}
              {session.client_address && (
                <>
                  {' · '}
                  <bdi dir="ltr">{session.client_address}</bdi>
                </>
              )}
            </p>
          </div>
          {action?.(session)}
        </li>
      ))}
    </ul>
  );
}
