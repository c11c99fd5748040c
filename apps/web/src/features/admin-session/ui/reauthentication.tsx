'use client';

import { useTranslations } from 'next-intl';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { reauthenticate } from '@/shared/api/generated';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/shared/ui/dialog';
import { Field } from '@/shared/ui/field';
import { PasswordInput } from '@/shared/ui/password-input';
import { staffCall } from '../api/staff-call';
import { useStaff } from './staff-context';

type Prove = () => Promise<boolean>;

const Context = createContext<Prove | null>(null);

/** Thrown when the person would rather not prove who they are; nothing has happened. */
export class NotProven extends Error {}

/**
 * Runs what needs a recent proof of identity. When the API asks for one, so does a dialog; with the password given, the
 * request is made again.
 */
export function useFresh() {
  const prove = useContext(Context);
  if (!prove) throw new Error('useFresh outside Reauthentication');
  return useCallback(
    async <T,>(run: () => Promise<T>): Promise<T> => {
      try {
        return await run();
      } catch (error) {
        if (toProblem(error).code !== 'reauthentication_required') throw error;
        if (!(await prove())) throw new NotProven();
        return await run();
      }
    },
    [prove],
  );
}

/** Holds the question for whatever inside needs it. */
export function Reauthentication({ children }: { children: ReactNode }) {
  const [waiting, setWaiting] = useState<{ answer: (isProven: boolean) => void } | null>(null);
  const prove = useCallback(
    () =>
      new Promise<boolean>((resolve) =>
        setWaiting({
          answer(isProven) {
            setWaiting(null);
            resolve(isProven);
          },
        }),
      ),
    [],
  );
  return (
    <Context value={prove}>
      {children}
      <Dialog open={waiting !== null} onOpenChange={(isOpen) => !isOpen && waiting?.answer(false)}>
        {waiting && <Question onProven={() => waiting.answer(true)} />}
      </Dialog>
    </Context>
  );
}

function Question({ onProven }: { onProven: () => void }) {
  const t = useTranslations('admin.reauthenticate');
  const tCommon = useTranslations('common');
  const { account, locale } = useStaff();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function send() {
    if (password === '') return setError(t('required'));
    setError(undefined);
    setBusy(true);
    try {
      await staffCall(reauthenticate({ body: { password }, throwOnError: true }));
      onProven();
    } catch (problem) {
      setError(toProblem(problem).code === 'invalid_credentials' ? t('wrong') : problemText(problem, locale));
      setBusy(false);
    }
  }

  return (
    <DialogContent title={t('title')} description={t('text')}>
      <form
        noValidate
        method="post"
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <input type="hidden" autoComplete="username" value={account.email ?? ''} readOnly />
        <Field label={t('password')} error={error}>
          {(control) => (
            <PasswordInput
              {...control}
              autoFocus
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button variant="ghost" size="sm">
              {tCommon('cancel')}
            </Button>
          </DialogClose>
          <Button type="submit" variant="accent" size="sm" busy={isBusy}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </DialogContent>
  );
}
