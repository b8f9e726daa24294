import { useLayoutEffect, useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { IconButton } from '../primitives/IconButton.tsx';

type Theme = 'system' | 'light' | 'dark';
const key = 'diffusion-playground.theme';
const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
const words: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

/** Storage may be forbidden (private windows, file pages); the choice then lasts as long as the page. */
function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    return;
  }
}

/** Colours as the system wants them, light, or dark: one button, remembered. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <IconButton
      icon={icons[theme]}
      label={say`Colours: ${sayText(words[theme])}. Switch to ${sayText(words[next[theme]])}`}
      onClick={() => {
        storeTheme(next[theme]);
        setTheme(next[theme]);
      }}
    />
  );
}
