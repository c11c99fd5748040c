'use client';

import { MailCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { confirmEmailChange, verifyEmail } from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { FormNotice } from './form-notice';
import { NarrowPage } from './narrow-page';
import { ExpiredLink } from './reset-password';

type Kind = 'verify' | 'change';
type State = 'open' | 'sending' | 'done' | 'half' | 'expired';

const confirm: Record<Kind, (token: string) => Promise<State>> = {
  verify: async (token) => {
    await verifyEmail({ body: { token }, throwOnError: true });
    return 'done';
  },
  change: async (token) => {
    const { data } = await confirmEmailChange({ body: { token }, throwOnError: true });
    return data.done ? 'done' : 'half';
  },
};

/**
 * Behind the link of a mail: says that a mailbox is one's own. It takes a click, because mail scanners open links,
 * too, and a stranger's sign-up must not be confirmed by them.
 */
export function ConfirmLink({ kind, token }: { kind: Kind; token: string }) {
  const t = useTranslations('store.auth');
  const { path, text } = useStore();
  const [state, setState] = useState<State>('open');
  const [notice, setNotice] = useState<string | null>(null);

  async function send() {
    setState('sending');
    try {
      setState(await confirm[kind](token));
    } catch (error) {
      const problem = toProblem(error);
      setNotice(text(problem.detail ?? problem.title));
      setState(problem.code === 'link_expired' ? 'expired' : 'open');
    }
  }

  if (state === 'expired') return <ExpiredLink action={t('to_account')} href={path('/account/security')} />;
  if (state === 'done' || state === 'half') {
    const said = state === 'half' ? 'half' : kind;
    return (
      <div role="status">
        <EmptyState
          as="h1"
          icon={MailCheck}
          title={t(`confirmed_${said}`)}
          text={t(`confirmed_${said}_text`)}
          action={
            <Button asChild>
              <Link href={path('/account')}>{t('to_account')}</Link>
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <NarrowPage title={t(`confirm_${kind}`)} text={t(`confirm_${kind}_text`)}>
      <FormNotice text={notice} />
      <Button size="lg" busy={state === 'sending'} onClick={() => void send()}>
        {t('confirm_submit')}
      </Button>
    </NarrowPage>
  );
}
