'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AuthOptions } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { AuthPanel, type AuthView } from './auth-panel';

/** Why Google or Apple did not lead in, in words of ours; other codes get a common sentence. */
const known = new Set(['cancelled', 'email_not_verified', 'staff_sign_in', 'id_token_invalid']);

type AuthPageProps = { view: AuthView; options: AuthOptions; next: string; problem?: string };

/** Signing in or up on a page of its own. */
export function AuthPage({ view, options, next, problem }: AuthPageProps) {
  const t = useTranslations('store.auth');
  const { path } = useStore();
  const other = view === 'sign_in' ? 'sign_up' : 'sign_in';
  const query = `?next=${encodeURIComponent(next)}`;
  return (
    <div className="mx-auto grid max-w-md gap-8">
      <header className="text-center">
        <h1 className="display text-display-2">{t(view)}</h1>
        <p className="mt-3 text-ink-soft">{t(`${view}_text`)}</p>
      </header>
      {problem && (
        <Alert tone={problem === 'cancelled' ? 'info' : 'error'} role="alert">
          {t(`problem.${known.has(problem) ? problem : 'other'}`)}
        </Alert>
      )}
      {/* A whole new page: nothing that was shown to a guest may linger. */}
      <AuthPanel view={view} options={options} next={next} onDone={() => window.location.assign(next)} />
      <p className="text-center text-[0.9375rem] text-ink-soft">
        {t(`${other}_question`)}{' '}
        <Link
          href={path(`/${other.replace('_', '-')}${query}`)}
          className="rounded-sm font-medium text-ink underline decoration-gold underline-offset-4 hover:text-accent-deep"
        >
          {t(other)}
        </Link>
      </p>
      {view === 'sign_in' && (
        <div className="rounded-card bg-cream p-6 text-center">
          <p className="font-medium">{t('guest_title')}</p>
          <p className="mt-1 text-[0.9375rem] text-ink-soft">{t('guest_text')}</p>
        </div>
      )}
    </div>
  );
}
