'use client';

import { Settings2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { Card, LoadProblem, Nothing, Switch, useUnsaved, Waiting } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { PaymentSettings } from '@/shared/api/generated';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { Checkbox } from '@/shared/ui/checkbox';
import { Field, Input } from '@/shared/ui/field';
import { Skeleton } from '@/shared/ui/skeleton';
import { useAccountChannels, useSettings, useUpdateSettings } from '../api/desk';
import {
  isChanged,
  longestWindow,
  shortestWindow,
  toForm,
  toInput,
  withChannel,
  type SettingsForm,
} from '../model/settings';
import { PaymentsHeader } from './payments-header';

/** How each region takes money online. */
export function PaymentSettingsPage() {
  const t = useTranslations('admin.payment_settings');
  const settings = useSettings();
  const { data, error } = settings;
  return (
    <>
      <PaymentsHeader />
      {!data && error && (
        <LoadProblem error={error} busy={settings.isFetching} onRetry={() => void settings.refetch()} />
      )}
      {settings.isPending && <Waiting rows={3} />}
      {data && data.items.length === 0 && <Nothing icon={Settings2} title={t('none')} />}
      {data && (
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
          {data.items.map((region) => (
            // Another version begins the form anew: a colleague's change must not be undone unseen.
            <Region key={`${region.region} ${region.version}`} settings={region} />
          ))}
        </div>
      )}
    </>
  );
}

function Region({ settings }: { settings: PaymentSettings }) {
  const t = useTranslations('admin.payment_settings');
  const { can, instant, locale, region, text } = useStaff();
  const slug = settings.region;
  const mayChange = can('payments', 'manage', slug);
  const update = useUpdateSettings(slug);
  const [form, setForm] = useState<SettingsForm>(() => toForm(settings));
  const [problem, setProblem] = useState<string | null>(null);
  const [isWindowWrong, setWindowWrong] = useState(false);
  const changed = isChanged(form, settings);
  const online = useId();
  useUnsaved(mayChange && changed);

  async function save() {
    const body = toInput(form, settings.version);
    setWindowWrong(body === null);
    setProblem(null);
    if (!body) return;
    try {
      await update.mutateAsync(body);
      toast.success(t('saved', { region: text(region(slug).name) }));
    } catch (error) {
      const isStale = toProblem(error).code === 'stale_version';
      if (isStale) toast.warning(t('stale'), { duration: 10_000 });
      else setProblem(problemText(error, locale));
    }
  }

  return (
    <Card
      title={text(region(slug).name)}
      aside={<bdi className="text-sm text-ink-faint uppercase">{slug}</bdi>}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {problem && (
          <Alert tone="error" role="alert">
            {problem}
          </Alert>
        )}
        <div className="flex items-start justify-between gap-6">
          <div>
            <p id={online} className="font-medium">
              {t('online')}
            </p>
            <p className="text-sm text-ink-soft">
              {t(!settings.has_account ? 'no_account' : form.online ? 'online_on' : 'online_off')}
            </p>
          </div>
          <Switch
            aria-labelledby={online}
            checked={form.online}
            // Without an account it can still be turned off.
            disabled={!mayChange || (!settings.has_account && !form.online)}
            onCheckedChange={(isOn) => setForm({ ...form, online: isOn })}
          />
        </div>
        {settings.has_account && (
          <Channels slug={slug} form={form} mayChange={mayChange} onChange={setForm} />
        )}
        <Field
          label={t('window')}
          hint={t('window_hint')}
          error={
            isWindowWrong ? t('window_wrong', { least: shortestWindow, most: longestWindow }) : undefined
          }
          className="max-w-64"
        >
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              inputMode="numeric"
              className="h-11 tabular"
              value={form.window}
              maxLength={4}
              disabled={!mayChange}
              onChange={(event) => setForm({ ...form, window: event.target.value })}
            />
          )}
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-xs text-ink-faint">
            {settings.updated_at
              ? t('updated', { time: instant(settings.updated_at, slug) })
              : t('never_set')}
          </p>
          {mayChange && (
            <span className="flex gap-2">
              {changed && (
                <Button variant="ghost" size="sm" onClick={() => setForm(toForm(settings))}>
                  {t('undo')}
                </Button>
              )}
              <Button type="submit" variant="accent" size="sm" disabled={!changed} busy={update.isPending}>
                {t('save')}
                <span className="sr-only"> {text(region(slug).name)}</span>
              </Button>
            </span>
          )}
        </div>
      </form>
    </Card>
  );
}

type ChannelsProps = {
  slug: string;
  form: SettingsForm;
  mayChange: boolean;
  onChange: (form: SettingsForm) => void;
};

/** The ways to pay that the region's account has: a tick offers one. */
function Channels({ slug, form, mayChange, onChange }: ChannelsProps) {
  const t = useTranslations('admin.payment_settings');
  const { text } = useStaff();
  const channels = useAccountChannels(slug, true);
  const { data, error } = channels;
  return (
    <fieldset className="grid gap-2.5" disabled={!mayChange}>
      <legend className="mb-2 text-sm font-medium">{t('channels')}</legend>
      {!data && error && (
        <LoadProblem
          compact
          title={t('channels_problem')}
          error={error}
          busy={channels.isFetching}
          onRetry={() => void channels.refetch()}
        />
      )}
      {channels.isPending && <Skeleton className="h-20 rounded-lg" />}
      {data?.items.length === 0 && <p className="text-sm text-ink-soft">{t('no_channels')}</p>}
      {data?.items.map(({ code, name }) => (
        <Checkbox
          key={code}
          label={text(name)}
          checked={!form.disabled.includes(code)}
          onChange={(event) => onChange(withChannel(form, code, event.target.checked))}
        />
      ))}
    </fieldset>
  );
}
