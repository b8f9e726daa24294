import type { Asked, Trajectory } from '../../protocol/messages.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { decimals } from '../../words/decimals.ts';
import { say } from '../../words/say.ts';

/** What the samples are. */
export type Subject = 'points' | 'pictures';

/** `live` follows training; `film` shows how samples emerge from noise. */
export type TheatreMode = 'live' | 'film';

/** What the theatre shows, and whose film it is. */
export interface TheatreChoice { mode: TheatreMode; of: Asked }

export interface TheatreProps {
  choice: TheatreChoice;
  onChoice(choice: TheatreChoice): void;
}

/** Axes of the samples' shape: [count, 2], or [count, height, width, channels]. */
const AXES: Readonly<Record<Subject, number>> = { points: 2, pictures: 4 };

/** The film of the model or of the perfect one; null where there is none, or one of other samples. */
export function filmOf({ trajectory, idealTrajectory }: Pick<PlaygroundState, 'trajectory' | 'idealTrajectory'>, of: Asked, subject?: Subject): Trajectory | null {
  const film = of === 'ideal' ? idealTrajectory : trajectory;
  return film && (subject === undefined || film.shape.length === AXES[subject]) ? film : null;
}

export interface FrameFacts {
  /** Whole steps done, and all of them. */
  step: number;
  steps: number;
  /** Whether the samples are on the way to the next step: some samplers ask the model more than once a step. */
  onTheWay: boolean;
  timestep: number;
  alphaBar: number;
}

export function frameFacts(trajectory: Trajectory, frame: number): FrameFacts {
  const { steps } = trajectory;
  return {
    step: steps?.[frame] ?? frame,
    steps: steps?.at(-1) ?? trajectory.states.length - 1,
    onTheWay: steps !== undefined && frame > 0 && steps[frame] === steps[frame - 1],
    timestep: trajectory.timesteps[frame] ?? 0,
    alphaBar: trajectory.alphaBars[frame] ?? 1,
  };
}

/** Levels between two timesteps have places between them: a tenth is enough to read. */
export function timestepText(timestep: number): string {
  return decimals(Number(timestep.toFixed(1)));
}

/** In words, for the scrubber and screen readers. */
export function describeFrame(trajectory: Trajectory, frame: number): string {
  const { step, steps, onTheWay, timestep, alphaBar } = frameFacts(trajectory, frame);
  const place = onTheWay ? say`on the way from step ${step} to step ${step + 1} of ${steps}` : step === 0 ? say`pure noise` : step === steps ? say`finished samples` : say`step ${step} of ${steps}`;
  return say`${place}, t = ${timestepText(timestep)}, alpha bar ${alphaBar.toPrecision(3)}`;
}
