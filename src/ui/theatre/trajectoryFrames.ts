import type { Asked, Trajectory } from '../../protocol/messages.ts';
import type { PlaygroundState } from '../../store/state.ts';

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

/** What the film of points shows: the noisy points themselves, or where the model thinks they come from. */
export type PointView = 'noisy' | 'predicted';

/**
 * steps + 1 frames either way: after the last step there is nothing left to predict, and the film ends on the samples. Noisy
 * points that would lie far outside the picture are zoomed out to the width of the data.
 */
export function filmFrames(trajectory: Trajectory, view: PointView): Float32Array[] {
  const samples = trajectory.states.at(-1);
  if (view === 'predicted' && samples) return [...trajectory.predictions, samples];
  const { states, lengths } = trajectory;
  return lengths ? states.map((state, frame) => state.map((value) => value / zoomOf(lengths[frame]))) : states;
}

function zoomOf(length = 1): number {
  return Math.max(1, length);
}

/** By how much `filmFrames` zooms noisy points of a frame out. */
export function frameZoom({ lengths }: Trajectory, frame: number): number {
  return zoomOf(lengths?.[frame]);
}

/** Whether `filmFrames` zooms any noisy points out by more than anyone would see. */
export function isZoomedOut({ lengths }: Trajectory): boolean {
  return lengths?.some((length) => zoomOf(length) > 1.05) ?? false;
}

export interface FrameFacts { step: number; steps: number; timestep: number; alphaBar: number }

export function frameFacts(trajectory: Trajectory, frame: number): FrameFacts {
  return {
    step: frame,
    steps: trajectory.states.length - 1,
    timestep: trajectory.timesteps[frame] ?? 0,
    alphaBar: trajectory.alphaBars[frame] ?? 1,
  };
}

/** Levels between two timesteps have places between them: a tenth is enough to read. */
export function timestepText(timestep: number): string {
  return String(Number(timestep.toFixed(1)));
}

/** In words, for the scrubber and screen readers. */
export function describeFrame(trajectory: Trajectory, frame: number): string {
  const { step, steps, timestep, alphaBar } = frameFacts(trajectory, frame);
  const place = step === 0 ? 'pure noise' : step === steps ? 'finished samples' : `step ${step} of ${steps}`;
  return `${place}, t = ${timestepText(timestep)}, alpha bar ${alphaBar.toPrecision(3)}`;
}
