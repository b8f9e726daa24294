import type { CSSProperties } from 'react';
import { say } from '../../words/say.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { Select } from '../primitives/Select.tsx';
import sliderStyles from '../primitives/Slider.module.css';
import transportStyles from '../theatre/Transport.module.css';
import type { Film } from '../theatre/useFilm.ts';

/** Places of the slider: hundredths of the way, halved. */
export const LAST = 200;
const STRIDE = LAST / 20;
const speeds = ['0.25', '0.5', '1', '2', '4'] as const;

/** One transport for all films. */
export function CompareTransport({ film }: { film: Film }) {
  const percent = Math.round((100 * film.frame) / LAST);
  const fill: CSSProperties & Record<'--fill', string> = { '--fill': `${percent}%` };
  return (
    <div className={transportStyles.transport} role="group" aria-label={say`All films`}>
      <div className={transportStyles.buttons}>
        <IconButton icon="stepBack" label={say`A little back`} disabled={film.frame === 0} onClick={() => film.seek(Math.max(0, film.frame - STRIDE))} />
        <IconButton variant="solid" icon={film.playing ? 'pause' : 'play'} label={film.playing ? say`Pause all films` : say`Play all films`} onClick={film.playing ? film.pause : film.play} />
        <IconButton icon="stepForward" label={say`A little on`} disabled={film.frame === LAST} onClick={() => film.seek(Math.min(LAST, film.frame + STRIDE))} />
      </div>
      <input
        className={sliderStyles.range}
        style={fill}
        type="range"
        aria-label={say`Way from noise to data`}
        aria-valuetext={percent === 0 ? say`pure noise` : percent === 100 ? say`finished samples` : say`${percent} % of the way`}
        min={0}
        max={LAST}
        step={1}
        value={film.frame}
        onChange={(event) => film.seek(Number(event.target.value))}
      />
      <div className={transportStyles.buttons}>
        <Select label={say`Speed`} hideLabel value={speeds.find((speed) => Number(speed) === film.speed) ?? '1'} options={speeds.map((speed) => ({ value: speed, label: `${speed}×` }))} onChange={(speed) => film.setSpeed(Number(speed))} />
        <IconButton icon="loop" label={say`Loop`} pressed={film.loop} onClick={() => film.setLoop(!film.loop)} />
      </div>
    </div>
  );
}
