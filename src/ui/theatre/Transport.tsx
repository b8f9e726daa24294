import type { CSSProperties } from 'react';
import type { Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { Select } from '../primitives/Select.tsx';
import sliderStyles from '../primitives/Slider.module.css';
import { describeFrame } from './trajectoryFrames.ts';
import type { Film } from './useFilm.ts';
import styles from './Transport.module.css';

const speeds = ['0.25', '0.5', '1', '2', '4'] as const;
type Speed = (typeof speeds)[number];

/** Play, pause, single steps, scrubbing, speed and loop. */
export function Transport({ film, trajectory }: { film: Film; trajectory: Trajectory }) {
  const last = trajectory.states.length - 1;
  const fill: CSSProperties & Record<'--fill', string> = { '--fill': `${(100 * film.frame) / Math.max(1, last)}%` };
  return (
    <div className={styles.transport} role="group" aria-label={say`Film controls`}>
      <div className={styles.buttons}>
        <IconButton icon="stepBack" label={say`One step back`} disabled={film.frame === 0} onClick={() => film.seek(film.frame - 1)} />
        <IconButton
          variant="solid"
          icon={film.playing ? 'pause' : 'play'}
          label={film.playing ? say`Pause the film` : say`Play the film`}
          onClick={film.playing ? film.pause : film.play}
        />
        <IconButton icon="stepForward" label={say`One step forward`} disabled={film.frame === last} onClick={() => film.seek(film.frame + 1)} />
      </div>
      <input
        className={sliderStyles.range}
        style={fill}
        type="range"
        aria-label={say`Denoising step`}
        aria-valuetext={describeFrame(trajectory, film.frame)}
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
