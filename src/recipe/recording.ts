/**
 * A recorded run, for pages without WebGPU: written by the project's command, shipped as public/recorded-run.json and
 * played through the same interface as a live one. Numbers are quantised to 16 bits: points to 1/32767 of the largest
 * coordinate of their group, which is far finer than a pixel.
 */
import type { Recipe } from './recipe.ts';
import { parseRecipe } from './validate.ts';

export interface RecordedPreview {
  step: number;
  /** float32 [count, 2], flattened. */
  points: Float32Array;
}

/** The samples' way out of the noise; has the shape of the protocol's `Trajectory`. */
export interface RecordedTrajectory {
  shape: readonly number[];
  /** x_t before each step and the end: steps + 1 frames of float32 [count, 2]. */
  states: Float32Array[];
  /** Predicted x0 at each step: steps frames. */
  predictions: Float32Array[];
  timesteps: Float64Array;
  alphaBars: Float64Array;
  lengths?: Float64Array;
  trainedSteps: number;
  milliseconds: number;
}

export interface RecordedRun {
  recipe: Recipe;
  /** Where it was recorded, for people, e.g. "Apple M2". */
  device: string;
  stepsPerSecond: number;
  /** Training data as the model sees it, float32 [count, 2]. */
  data: Float32Array;
  dataDescription: string;
  /** Loss of every step from step 1 on. */
  losses: Float32Array;
  /** In order of their steps. */
  previews: RecordedPreview[];
  trajectory: RecordedTrajectory;
}

/** int16 values in base64 (little endian) and what one unit is worth. */
interface Quantised { unit: number; base64: string }

interface RecordedFile {
  format: 'diffusion-playground-recording';
  version: 1;
  recipe: Recipe;
  device: string;
  stepsPerSecond: number;
  data: Quantised;
  dataDescription: string;
  losses: Quantised;
  previews: { step: number; points: Quantised }[];
  trajectory: {
    shape: number[];
    states: Quantised[];
    predictions: Quantised[];
    timesteps: number[];
    alphaBars: number[];
    lengths?: number[];
    trainedSteps: number;
    milliseconds: number;
  };
}

const largest = 32767;

function quantise(values: Float32Array): Quantised {
  const reach = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  const unit = reach > 0 ? Number((reach / largest).toPrecision(9)) : 1;
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, index) => {
    const whole = Number.isFinite(value) ? Math.round(value / unit) : 0;
    view.setInt16(2 * index, Math.max(-largest, Math.min(largest, whole)), true);
  });
  let binary = '';
  for (const byte of new Uint8Array(view.buffer)) binary += String.fromCharCode(byte);
  return { unit, base64: btoa(binary) };
}

function restore({ unit, base64 }: Quantised): Float32Array {
  const binary = atob(base64);
  const view = new DataView(Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer);
  return Float32Array.from({ length: binary.length >> 1 }, (_, index) => unit * view.getInt16(2 * index, true));
}

/** The text of a recording file. Values that are not finite become 0. */
export function encodeRecording(run: RecordedRun): string {
  const { trajectory } = run;
  const file: RecordedFile = {
    format: 'diffusion-playground-recording',
    version: 1,
    recipe: run.recipe,
    device: run.device,
    stepsPerSecond: run.stepsPerSecond,
    data: quantise(run.data),
    dataDescription: run.dataDescription,
    losses: quantise(run.losses),
    previews: run.previews.map(({ step, points }) => ({ step, points: quantise(points) })),
    trajectory: {
      shape: [...trajectory.shape],
      states: trajectory.states.map(quantise),
      predictions: trajectory.predictions.map(quantise),
      timesteps: [...trajectory.timesteps],
      alphaBars: [...trajectory.alphaBars],
      ...(trajectory.lengths ? { lengths: [...trajectory.lengths] } : {}),
      trainedSteps: trajectory.trainedSteps,
      milliseconds: trajectory.milliseconds,
    },
  };
  return JSON.stringify(file);
}

function isRecording(value: unknown): value is RecordedFile {
  return typeof value === 'object' && value !== null && 'format' in value && 'version' in value
    && value.format === 'diffusion-playground-recording' && value.version === 1;
}

/** @throws a sentence when the text is not a recording of this version */
export function decodeRecording(text: string): RecordedRun {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = null;
  }
  if (!isRecording(file)) throw new Error('The recorded run of this page cannot be read. Record it again with the project\'s command.');
  const { trajectory } = file;
  return {
    recipe: parseRecipe(file.recipe),
    device: file.device,
    stepsPerSecond: file.stepsPerSecond,
    data: restore(file.data),
    dataDescription: file.dataDescription,
    losses: restore(file.losses),
    previews: file.previews.map(({ step, points }) => ({ step, points: restore(points) })),
    trajectory: {
      shape: trajectory.shape,
      states: trajectory.states.map(restore),
      predictions: trajectory.predictions.map(restore),
      timesteps: Float64Array.from(trajectory.timesteps),
      alphaBars: Float64Array.from(trajectory.alphaBars),
      ...(trajectory.lengths ? { lengths: Float64Array.from(trajectory.lengths) } : {}),
      trainedSteps: trajectory.trainedSteps,
      milliseconds: trajectory.milliseconds,
    },
  };
}
