import type { Trajectory } from '../../protocol/messages.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { usePlayground } from '../playground.ts';
import { FilmStrip } from './FilmStrip.tsx';
import { SamplingControls } from './SamplingControls.tsx';
import type { FilmView } from './trajectoryFrames.ts';
import { Transport } from './Transport.tsx';
import type { Film } from './useFilm.ts';
import styles from './FilmPanel.module.css';

const views = [
  { value: 'noisy', label: 'Noisy xₜ', title: 'The points as they are at this step' },
  { value: 'predicted', label: 'Predicted x₀', title: 'Where the model thinks each point came from' },
] as const;

export interface FilmPanelProps {
  film: Film;
  trajectory: Trajectory | null;
  frames: readonly Float32Array[];
  sectors: Uint8Array;
  view: FilmView;
  onView(view: FilmView): void;
  trails: boolean;
  onTrails(trails: boolean): void;
  onSample(): void;
}

/** Everything under the picture in film mode: strip, transport, what is shown, and how it is sampled. */
export function FilmPanel({ film, trajectory, frames, sectors, view, onView, trails, onTrails, onSample }: FilmPanelProps) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  if (!trajectory) return <div className={styles.empty} />;
  return (
    <div className={styles.panel}>
      <Transport film={film} trajectory={trajectory} />
      <FilmStrip frames={frames} sectors={sectors} timesteps={trajectory.timesteps} frame={film.frame} onSeek={film.seek} />
      <div className={styles.row}>
        <Segmented label="View" hideLabel value={view} options={views} onChange={onView} />
        <Hint
          label="the two views"
          text="xₜ is the noisy point itself. Predicted x₀ is the model's guess, at this step, of the clean point it came from: blurry first, sharp at the end."
        />
        <Switch label="Trails" hint="Draws the way that some of the points have come." checked={trails} onChange={onTrails} />
        {recorded ? null : <Button className={styles.again} icon="reset" onClick={onSample}>Sample again</Button>}
      </div>
      {recorded ? null : <SamplingControls />}
    </div>
  );
}
