/** A loss history of any length as at most one column of ink per pixel. */
export interface LossColumns {
  /** Step at the middle of each column. */
  steps: Float64Array;
  lowest: Float64Array;
  highest: Float64Array;
  /** The smoothed loss at the column's last step. */
  smooth: Float64Array;
  length: number;
}

/**
 * Divides the history into at most `columns` runs of equal length; each keeps its extremes and the smoothed loss: an
 * exponential moving average over about `horizon` steps, corrected for its start (Kingma & Ba 2015, section 3).
 * Values that are not positive and finite cannot stand on a logarithmic axis and are left out.
 */
export function lossColumns(history: { steps: Float64Array; values: Float64Array; length: number }, columns: number, horizon: number): LossColumns {
  const width = Math.max(1, Math.ceil(history.length / Math.max(1, columns)));
  const count = Math.ceil(history.length / width);
  const out = {
    steps: new Float64Array(count), lowest: new Float64Array(count), highest: new Float64Array(count), smooth: new Float64Array(count), length: 0,
  };
  const keep = 1 - 1 / Math.max(1, horizon);
  let sum = 0;
  let weight = 0;
  for (let column = 0; column < count; column++) {
    const first = column * width;
    const end = Math.min(history.length, first + width);
    let lowest = Infinity;
    let highest = -Infinity;
    for (let index = first; index < end; index++) {
      const value = history.values[index] ?? 0;
      if (!(value > 0 && value < Infinity)) continue;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      sum = keep * sum + (1 - keep) * value;
      weight = keep * weight + (1 - keep);
    }
    if (lowest > highest) continue;
    out.steps[out.length] = ((history.steps[first] ?? 0) + (history.steps[end - 1] ?? 0)) / 2;
    out.lowest[out.length] = lowest;
    out.highest[out.length] = highest;
    out.smooth[out.length] = sum / weight;
    out.length++;
  }
  return out;
}

/** Steps over which the curve is smoothed: a fiftieth of the run, at least 10 and at most 500. */
export function smoothingHorizon(length: number): number {
  return Math.min(500, Math.max(10, Math.round(length / 50)));
}

/** The steps that the axis of a loss curve spans. */
export interface ShownSteps { first: number; last: number }

/** From step 0, or from where the history begins where that is far from 0: a model that was trained before it came here. At least ten steps. */
export function shownSteps({ steps, length }: { steps: Float64Array; length: number }): ShownSteps {
  const begin = length > 0 ? steps[0] ?? 0 : 0;
  const end = length > 0 ? steps[length - 1] ?? 0 : 0;
  const first = begin > end / 5 && begin > 10 ? begin - 1 : 0;
  return { first, last: Math.max(first + 10, end) };
}

/** The smoothed loss fills the height; the raw losses may reach a third beyond it before they are cut off. Both limits above 0. */
export function lossLimits(columns: LossColumns): readonly [number, number] {
  if (columns.length === 0) return [0.1, 1];
  const range = (values: Float64Array) => {
    const known = values.subarray(0, columns.length);
    return { lowest: known.reduce((least, value) => Math.min(least, value), Infinity), highest: known.reduce((most, value) => Math.max(most, value), 0) };
  };
  const smooth = range(columns.smooth);
  return [
    Math.max(smooth.lowest / 1.33, range(columns.lowest).lowest / 1.05),
    Math.min(smooth.highest * 1.33, range(columns.highest).highest * 1.05),
  ];
}

/** The loss of a step, and the smoothed loss there. */
export interface LossAt { step: number; loss: number; smooth: number }

/** What is known at the step nearest to the wanted one; null before the first. */
export function lossAt(history: { steps: Float64Array; values: Float64Array; length: number }, columns: LossColumns, wanted: number): LossAt | null {
  const index = nearestIndex(history.steps, history.length, wanted);
  const column = nearestIndex(columns.steps, columns.length, wanted);
  if (index === null || column === null) return null;
  return { step: history.steps[index] ?? 0, loss: history.values[index] ?? NaN, smooth: columns.smooth[column] ?? NaN };
}

/** Where in rising numbers the one nearest to the wanted one stands. */
function nearestIndex(rising: Float64Array, length: number, wanted: number): number | null {
  if (length === 0) return null;
  let [low, high] = [0, length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return Math.abs((rising[high] ?? 0) - wanted) < Math.abs((rising[low] ?? 0) - wanted) ? high : low;
}
