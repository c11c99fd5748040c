'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { Card, ConfirmDialog, LoadProblem, Switch } from '@/features/admin-kit';
import { useNoteTotp, useStaff } from '@/features/admin-session';
import { Skeleton } from '@/shared/ui/skeleton';
import { useSetStaffSettings, useStaffSettings } from '../api/team';

/** Whether everyone needs the second step; admins decide, the others can see it. */
export function TwoStepSetting() {
  const t = useTranslations('admin.two_step_setting');
  const { isAdmin, totp } = useStaff();
  const settings = useStaffSettings();
  const change = useSetStaffSettings();
  const noteTotp = useNoteTotp();
  const [isAsking, setAsking] = useState(false);
  const id = useId();
  const { data, error } = settings;
  const isRequired = data?.totp_required ?? false;

  return (
    <Card title={t('title')}>
      {!data && error && (
        <LoadProblem
          compact
          error={error}
          busy={settings.isFetching}
          onRetry={() => void settings.refetch()}
        />
      )}
      {!data && !error && <Skeleton className="h-12" />}
      {data && (
        <div className="flex items-start justify-between gap-6">
          <div>
            <p id={id} className="font-medium">
              {t('label')}
            </p>
            <p className="text-sm text-ink-soft">{t(isRequired ? 'text_on' : 'text_off')}</p>
            {!isAdmin && <p className="mt-1 text-sm text-ink-faint">{t('admins_only')}</p>}
          </div>
          <Switch
            aria-labelledby={id}
            checked={isRequired}
            disabled={!isAdmin}
            onCheckedChange={() => setAsking(true)}
          />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking && data !== undefined}
        title={t(isRequired ? 'turn_off_title' : 'turn_on_title')}
        text={
          <>
            {t(isRequired ? 'turn_off_text' : 'turn_on_text')}
            {!isRequired && !totp.enrolled && <span className="mt-2 block text-warn">{t('you_too')}</span>}
          </>
        }
        action={t(isRequired ? 'turn_off' : 'turn_on')}
        onConfirm={async () => {
          if (!data) return;
          await change.mutateAsync({ totp_required: !isRequired, version: data.version });
          toast.success(t(isRequired ? 'turned_off' : 'turned_on'));
          noteTotp({ required: !isRequired });
        }}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}
