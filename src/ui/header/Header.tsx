import { say } from '../../words/say.ts';
import { LessonsButton } from '../lessons/LessonsButton.tsx';
import { usePlayground } from '../playground.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { RunBar } from '../training/RunBar.tsx';
import { Gallery } from './Gallery.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import styles from './Header.module.css';

/** The name, what this is for, the device it runs on, and the page's own controls. */
export function Header({ onHelp }: { onHelp(): void }) {
  const device = usePlayground((state) => state.device);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <header className={styles.header}>
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
        {device ? <span className={styles.device} title={say`The device that trains the model`} data-testid="device">{device.label}</span> : null}
        {recorded ? null : <LessonsButton />}
        {recorded ? null : <Gallery />}
        <LanguageSwitch />
        <ThemeSwitch />
        <IconButton icon="help" label={say`Help and keyboard shortcuts`} onClick={onHelp} />
      </div>
    </header>
  );
}
