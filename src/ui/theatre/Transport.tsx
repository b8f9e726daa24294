import type { Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { describeFrame } from './trajectoryFrames.ts';
import { TransportBar } from './TransportBar.tsx';
import type { Film } from './useFilm.ts';

/** The transport of one film: its slider goes from state to state. */
export function Transport({ film, trajectory }: { film: Film; trajectory: Trajectory }) {
  const words = {
    group: say`Film controls`, back: say`One step back`, on: say`One step forward`, play: say`Play the film`, pause: say`Pause the film`, slider: say`Denoising step`,
  };
  return <TransportBar film={film} last={trajectory.states.length - 1} stepTo={(direction) => film.frame + direction} words={words} valueText={describeFrame(trajectory, film.frame)} />;
}
