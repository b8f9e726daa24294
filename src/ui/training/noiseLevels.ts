import { choiceLabel } from '../../recipe/options.ts';
import type { Prediction } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

const TENTHS = 10;

/** The tenths of the timesteps whose loss is known, each at its middle; nothing before the first. @param losses NaN where not known */
export function tenths(losses: Float32Array | null, timesteps: number): { x: number[]; y: number[] } {
  const values = Array.from({ length: TENTHS }, (_, part) => losses?.[part] ?? NaN);
  if (!values.some((value) => Number.isFinite(value))) return { x: [], y: [] };
  return { x: values.map((_, part) => ((part + 0.5) / TENTHS) * (timesteps - 1)), y: values };
}

/** The axis of an error of the network's own output. */
export function errorName(prediction: Prediction): string {
  const label = choiceLabel('objective.prediction', prediction);
  return say`squared error of ${sayText(label)}, per coordinate`;
}
