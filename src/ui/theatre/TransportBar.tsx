import { useRef, type CSSProperties } from 'react';
import { say } from '../../words/say.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { Select } from '../primitives/Select.tsx';
import sliderStyles from '../primitives/Slider.module.css';
import { filmKeys } from './filmKeys.ts';
import type { Film } from './useFilm.ts';
import { useFilmKeys } from './useFilmKeys.ts';
import styles from './Transport.module.css';

const speeds = ['0.25', '0.5', '1', '2', '4'] as const;
type Speed = (typeof speeds)[number];

export interface TransportBarProps {
  film: Film;
  /** The last place of the slider. */
  last: number;
  /** The place to which a step leads: of the buttons beside Play, and of the keys. */
  stepTo(direction: -1 | 1): number;
  /** What the parts are called, said. */
  words: { group: string; back: string; on: string; play: string; pause: string; slider: string };
  /** Where the film is, in words. */
  valueText: string;
}

/** Play, pause, single steps, scrubbing, speed and loop. */
export function TransportBar({ film, last, stepTo, words, valueText }: TransportBarProps) {
  const group = useRef<HTMLDivElement>(null);
  const step = (direction: -1 | 1) => film.seek(stepTo(direction));
  useFilmKeys(group, step);
  const fill: CSSProperties & Record<'--fill', string> = { '--fill': `${(100 * film.frame) / Math.max(1, last)}%` };
  return (
    <div ref={group} className={styles.transport} role="group" aria-label={words.group}>
      <div className={styles.buttons}>
        <IconButton icon="stepBack" label={words.back} aria-keyshortcuts={filmKeys.back} title={say`${words.back} (key ${filmKeys.back})`} disabled={film.frame === 0} onClick={() => step(-1)} />
        <IconButton variant="solid" icon={film.playing ? 'pause' : 'play'} label={film.playing ? words.pause : words.play} onClick={film.playing ? film.pause : film.play} />
        <IconButton icon="stepForward" label={words.on} aria-keyshortcuts={filmKeys.on} title={say`${words.on} (key ${filmKeys.on})`} disabled={film.frame === last} onClick={() => step(1)} />
      </div>
      <input
        className={sliderStyles.range}
        style={fill}
        type="range"
        aria-label={words.slider}
        aria-valuetext={valueText}
        min={0}
        max={last}
        step={1}
        value={film.frame}
        onChange={(event) => film.seek(Number(event.target.value))}
      />
      <div className={styles.buttons}>
        <Select<Speed>
          label={say`Speed`}
          hideLabel
          value={speeds.find((speed) => Number(speed) === film.speed) ?? '1'}
          options={speeds.map((speed) => ({ value: speed, label: `${speed}×` }))}
          onChange={(speed) => film.setSpeed(Number(speed))}
        />
        <IconButton icon="loop" label={say`Loop`} pressed={film.loop} onClick={() => film.setLoop(!film.loop)} />
      </div>
    </div>
  );
}
