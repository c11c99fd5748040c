'use client';

import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStaff } from '@/features/admin-session';
import { Button } from '@/shared/ui/button';
import { InviteSheet } from './invite-sheet';
import { TeamTabs } from './team-tabs';

export function TeamHeader() {
  const t = useTranslations('admin.team');
  const { can } = useStaff();
  const [isInviting, setInviting] = useState(false);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h1 className="display text-display-3">{t('title')}</h1>
        {can('team', 'manage') && (
          <Button variant="accent" size="sm" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden className="size-4 rtl:-scale-x-100" />
            {t('invite')}
          </Button>
        )}
      </div>
      <TeamTabs />
      {can('team', 'manage') && <InviteSheet isOpen={isInviting} onClose={() => setInviting(false)} />}
    </>
  );
}
