import { remember, remembered } from '../remembered.ts';

/** Colours as the system wants them, light, or dark; `<html data-theme>` says so to the style sheets. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'diffusion-playground.theme';

export const themeOf = (name: string | null | undefined): Theme | undefined => themes.find((theme) => theme === name);

/** What the address asks for (`?theme=dark`), else what was chosen before. */
export function firstTheme(search: string): Theme {
  return themeOf(new URLSearchParams(search).get('theme')) ?? themeOf(remembered(key)) ?? 'system';
}

export function rememberTheme(theme: Theme): void {
  remember(key, theme);
}

export function presentTheme(): Theme {
  return themeOf(document.documentElement.dataset['theme']) ?? 'system';
}

/** Where the system forces its colours (Windows' contrast themes) they are light or dark as the system says. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system' || matchMedia('(forced-colors: active)').matches) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
