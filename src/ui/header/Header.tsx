import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { LessonsButton } from '../lessons/LessonsButton.tsx';
import { usePlayground } from '../playground.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { RunBar } from '../training/RunBar.tsx';
import { useViewState } from '../view.ts';
import { FullScreenButton } from '../ways/FullScreenButton.tsx';
import { useIsShown } from '../ways/usePanels.ts';
import { Gallery } from './Gallery.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PlaceButtons } from './PlaceButtons.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import styles from './Header.module.css';

/** The name, what this is for, the device it runs on, and the page's own controls. */
export function Header({ onHelp }: { onHelp(): void }) {
  const alone = useViewState((state) => state.alone);
  const lessons = useIsShown('lessons');
  const gallery = useIsShown('gallery');
  const places = useIsShown('compare');
  const device = usePlayground((state) => state.device);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <header className={styles.header} data-alone={alone || undefined}>
      <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
        <path d="M6 26c0-13 5-20 12-20 5 0 8 3.5 8 7.5 0 4-3 6.5-6.5 6.5S14 17.5 14 15" />
        <circle cx="6" cy="26" r="2.5" />
      </svg>
      <div className={styles.words}>
        <h1 className={styles.name}>Diffusion Playground</h1>
        <p className={styles.purpose}>{say`Watch noise turn into data`}</p>
      </div>
      {recorded ? null : <RunBar />}
      <div className={styles.controls}>
        {device ? <span className={styles.device} data-recorded={recorded || undefined} title={say`The device that trains the model`} data-testid="device">{sayText(device.label)}</span> : null}
        {recorded || !lessons ? null : <LessonsButton />}
        {recorded || !places ? null : <PlaceButtons />}
        {recorded || !gallery ? null : <Gallery />}
        <LanguageSwitch />
        <ThemeSwitch />
        <FullScreenButton />
        <IconButton icon="help" label={say`Help and keyboard shortcuts`} onClick={onHelp} />
      </div>
    </header>
  );
}
