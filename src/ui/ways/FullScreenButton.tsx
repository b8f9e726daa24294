import { useSyncExternalStore } from 'react';
import { say } from '../../words/say.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { canFillScreen, fillScreen, fillsScreen, leaveScreen, onFullScreen } from './fullScreen.ts';
import styles from './FullScreenButton.module.css';

/** The whole page on the whole screen, and back; not where the browser has no full screen. */
export function FullScreenButton() {
  const filled = useSyncExternalStore(onFullScreen, fillsScreen);
  if (!canFillScreen()) return null;
  return (
    <IconButton
      className={styles.button}
      icon={filled ? 'shrink' : 'expand'}
      label={filled ? say`Leave full screen (Esc)` : say`Page in full screen (Shift+F)`}
      onClick={() => void (filled ? leaveScreen() : fillScreen())}
    />
  );
}
