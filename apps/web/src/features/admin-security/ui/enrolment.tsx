'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { UnsavedGuard } from '@/features/admin-kit';
import { Reauthentication, signInPath, signOutStaff, useStaff } from '@/features/admin-session';
import { Button } from '@/shared/ui/button';
import { RecoveryCodes } from './recovery-codes';
import { TotpSetup } from './totp-setup';

/** All there is for somebody the shop asks for a second step and who has none yet. */
export function Enrolment() {
  const t = useTranslations('admin.enrolment');
  const { locale, path } = useStaff();
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <UnsavedGuard>
      <Reauthentication>
        {codes ? (
          // A whole new page: everything was refused so far, nothing of that may linger.
          <RecoveryCodes codes={codes} onDone={() => window.location.assign(path())} />
        ) : (
          <TotpSetup onConfirmed={setCodes} />
        )}
        <Button
          variant="link"
          size="bare"
          className="mt-10 text-sm text-ink-soft"
          onClick={() => void signOutStaff(signInPath(locale))}
        >
          {t('sign_out')}
        </Button>
      </Reauthentication>
    </UnsavedGuard>
  );
}
