import { useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { applyTheme, presentTheme, rememberTheme, type Theme } from './theme.ts';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
const words: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

/** Colours as the system wants them, light, or dark: one button, remembered. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(presentTheme);
  return (
    <IconButton
      icon={icons[theme]}
      label={say`Colours: ${sayText(words[theme])}. Switch to ${sayText(words[next[theme]])}`}
      onClick={() => {
        rememberTheme(next[theme]);
        applyTheme(next[theme]);
        setTheme(next[theme]);
      }}
    />
  );
}
