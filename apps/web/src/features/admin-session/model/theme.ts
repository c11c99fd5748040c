export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'admin_theme';

export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

/** Runs before the first paint, so that a dark screen never flashes white. */
export const followSystemScript = `(function(){var m=matchMedia('(prefers-color-scheme: dark)');var s=function(){if(document.documentElement.dataset.themeChoice==='system')document.documentElement.dataset.theme=m.matches?'dark':'light'};s();m.addEventListener('change',s)})()`;

/** Applies a choice at once and keeps it for the next page. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  const isDark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.themeChoice = theme;
  root.dataset.theme = isDark ? 'dark' : 'light';
  document.cookie = `${themeCookie}=${theme}; path=/admin; max-age=31536000; samesite=lax`;
}
