import { describe, expect, it } from 'vitest';
import { isChanged, readWindow, toForm, toInput, withChannel } from './settings';

const settings = {
  region: 'ae',
  online_enabled: true,
  disabled_channels: ['stc', 'kn'],
  window_minutes: 30,
  has_account: true,
  version: 3,
  updated_at: null,
};

describe('settings of a region', () => {
  it('are changed when they say something else, in whatever order', () => {
    const form = toForm(settings);
    expect(isChanged(form, settings)).toBe(false);
    expect(isChanged({ ...form, disabled: ['kn', 'stc'] }, settings)).toBe(false);
    expect(isChanged(withChannel(form, 'kn', true), settings)).toBe(true);
    expect(isChanged(withChannel(withChannel(form, 'kn', true), 'kn', false), settings)).toBe(false);
    expect(isChanged({ ...form, window: '31' }, settings)).toBe(true);
    expect(isChanged({ ...form, online: false }, settings)).toBe(true);
  });

  it('are sent with the version that was looked at', () => {
    expect(toInput(withChannel(toForm(settings), 'stc', true), 3)).toEqual({
      online_enabled: true,
      disabled_channels: ['kn'],
      window_minutes: 30,
      version: 3,
    });
  });

  it('wait whole minutes, five to a day', () => {
    expect(readWindow(' 5 ')).toBe(5);
    expect(readWindow('1440')).toBe(1440);
    for (const text of ['4', '1441', '', '7.5', '-9', 'ten']) expect(readWindow(text), text).toBeNull();
  });
});
