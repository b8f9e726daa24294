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
