import type { Losses } from './state.ts';

export function emptyLosses(): Losses {
  return { steps: new Float64Array(0), values: new Float64Array(0), length: 0 };
}

function grown(array: Float64Array, length: number): Float64Array {
  if (array.length >= length) return array;
  const larger = new Float64Array(Math.max(1024, 2 ** Math.ceil(Math.log2(length))));
  larger.set(array);
  return larger;
}

/**
 * Appends the losses of consecutive steps, in place where there is room (capacity doubles, so a long run costs
 * constant time a step). Entries at or after `firstStep` are replaced: after a reset the run goes through them again.
 */
export function appendLosses(history: Losses, firstStep: number, losses: Float32Array): Losses {
  let { length } = history;
  while (length > 0 && (history.steps[length - 1] ?? 0) >= firstStep) length--;
  const total = length + losses.length;
  const steps = grown(history.steps, total);
  const values = grown(history.values, total);
  losses.forEach((loss, index) => {
    steps[length + index] = firstStep + index;
    values[length + index] = loss;
  });
  return { steps, values, length: total };
}
