'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useLeave, useUnsaved } from '@/features/admin-kit';
import { permissions, useStaff } from '@/features/admin-session';
import type { InvitationInput } from '@/shared/api/generated';
import { byField, problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { RadioCard } from '@/shared/ui/radio-card';
import { Sheet, SheetContent } from '@/shared/ui/sheet';
import { useInvite } from '../api/team';
import { checkInvite, emptyInvite, isEmpty, type InviteForm } from '../model/invite';
import { nowhere, toGrants } from '../model/plan';
import { GrantGrid, GridNote } from './grant-grid';

/** Asks somebody to join: who, in which language, and what they will be able to do. */
export function InviteSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('admin.invite');
  const [isSending, setSending] = useState(false);
  const leave = useLeave();
  return (
    <Sheet open={isOpen} onOpenChange={(open) => !open && leave(onClose)}>
      <SheetContent
        title={t('title')}
        description={t('text')}
        className="md:w-[48rem]"
        footer={
          <Button type="submit" form="invite" variant="accent" className="w-full" busy={isSending}>
            {t('submit')}
          </Button>
        }
      >
        {isOpen && <Form onBusy={setSending} onDone={onClose} />}
      </SheetContent>
    </Sheet>
  );
}

const known = new Set(['email', 'full_name', 'title', 'grants']);

function Form({ onBusy, onDone }: { onBusy: (isBusy: boolean) => void; onDone: () => void }) {
  const t = useTranslations('admin.invite');
  const tRole = useTranslations('admin.account.role');
  const tCommon = useTranslations('common');
  const { isAdmin, locale } = useStaff();
  const invite = useInvite();
  const [form, setForm] = useState<InviteForm>(() => emptyInvite(locale));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const set = (change: Partial<InviteForm>) => setForm((before) => ({ ...before, ...change }));
  useUnsaved(!isEmpty(form) && !invite.isSuccess);

  async function send() {
    if (invite.isPending) return;
    const isManager = form.role === 'manager';
    const without = isManager ? nowhere(form.plan) : [];
    const found = checkInvite(form);
    setMissing(without);
    setErrors(Object.fromEntries(Object.entries(found).map(([field, code]) => [field, t(code)])));
    setProblem(null);
    if (without.length > 0 || Object.keys(found).length > 0) return;
    const body: InvitationInput = {
      email: form.email.trim(),
      full_name: form.full_name.trim(),
      title: form.title.trim(),
      locale: form.locale,
      role: form.role,
      grants: isManager ? toGrants(form.plan, permissions) : [],
    };
    onBusy(true);
    try {
      await invite.mutateAsync(body);
      toast.success(t('sent', { email: body.email }));
      onDone();
    } catch (refusal) {
      const { code, fields } = toProblem(refusal);
      const sorted = byField(fields, locale, known);
      if (code === 'email_taken' || code === 'already_invited')
        sorted.fields.email ??= problemText(refusal, locale);
      setErrors(sorted.fields);
      if (Object.keys(sorted.fields).length === 0) setProblem(sorted.rest[0] ?? problemText(refusal, locale));
    } finally {
      onBusy(false);
    }
  }

  return (
    <form
      id="invite"
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem && (
        <Alert tone="error" role="alert">
          {problem}
        </Alert>
      )}
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={t('full_name')} error={errors.full_name}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoFocus
              autoComplete="off"
              maxLength={100}
              value={form.full_name}
              onChange={(event) => set({ full_name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('email')} error={errors.email}>
          {(control) => (
            <Input
              {...control}
              type="email"
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              maxLength={254}
              value={form.email}
              onChange={(event) => set({ email: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('job')} optional={tCommon('optional')} hint={t('job_hint')} error={errors.title}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              maxLength={80}
              value={form.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t('mail_language')}</legend>
          <div className="grid grid-cols-2 gap-2">
            {(['en', 'ar'] as const).map((language) => (
              <RadioCard
                key={language}
                name="locale"
                className="p-3"
                checked={form.locale === language}
                onChange={() => set({ locale: language })}
                title={<span lang={language}>{tCommon(language === 'en' ? 'english' : 'arabic')}</span>}
              />
            ))}
          </div>
        </fieldset>
      </div>
      {isAdmin && (
        <fieldset className="grid gap-2 md:grid-cols-2">
          <legend className="mb-1.5 text-sm font-medium">{t('role')}</legend>
          {(['manager', 'admin'] as const).map((role) => (
            <RadioCard
              key={role}
              name="role"
              className="p-3"
              checked={form.role === role}
              onChange={() => set({ role })}
              title={tRole(role)}
              note={t(`role_${role}`)}
            />
          ))}
        </fieldset>
      )}
      <section aria-labelledby="invite-permissions" className="grid gap-3">
        <h3 id="invite-permissions" className="font-semibold">
          {t('permissions')}
        </h3>
        {errors.grants && <p className="text-sm text-error">{errors.grants}</p>}
        {form.role === 'admin' ? (
          <GridNote reason="admin" />
        ) : (
          <GrantGrid plan={form.plan} missing={missing} onChange={(plan) => set({ plan })} />
        )}
      </section>
    </form>
  );
}
