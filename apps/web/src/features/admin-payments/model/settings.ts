import type { PaymentSettings, PaymentSettingsInput } from '@/shared/api/generated';

/** Settings as the form has them; the window as it was typed. */
export type SettingsForm = { online: boolean; disabled: readonly string[]; window: string };

export const shortestWindow = 5;
export const longestWindow = 1440;

export const toForm = (settings: PaymentSettings): SettingsForm => ({
  online: settings.online_enabled,
  disabled: settings.disabled_channels,
  window: String(settings.window_minutes),
});

/** The minutes that were typed, or null when an order can't wait so long. */
export function readWindow(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : NaN;
  return minutes >= shortestWindow && minutes <= longestWindow ? minutes : null;
}

export function isChanged(form: SettingsForm, settings: PaymentSettings): boolean {
  const before = toForm(settings);
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((code) => b.includes(code));
  return (
    form.online !== before.online ||
    form.window.trim() !== before.window ||
    !same(form.disabled, before.disabled)
  );
}

/** A channel turned on or off. */
export function withChannel(form: SettingsForm, code: string, isOffered: boolean): SettingsForm {
  const others = form.disabled.filter((disabled) => disabled !== code);
  return { ...form, disabled: isOffered ? others : [...others, code] };
}

/** The change, based on the version that was looked at; null when the window can't be. */
export function toInput(form: SettingsForm, version: number): PaymentSettingsInput | null {
  const minutes = readWindow(form.window);
  if (minutes === null) return null;
  return {
    online_enabled: form.online,
    disabled_channels: [...form.disabled],
    window_minutes: minutes,
    version,
  };
}
