'use client';

import { PasswordCard } from './password-card';
import { SessionsCard } from './sessions-card';
import { TwoStepCard } from './two-step-card';

/** One's own way in: password, second step, devices. */
export function SecurityPage() {
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
      <div className="grid grid-cols-1 gap-5">
        <TwoStepCard />
        <SessionsCard />
      </div>
      <PasswordCard />
    </div>
  );
}
