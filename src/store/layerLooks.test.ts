import { expect, it } from 'vitest';
import type { LayerStatistics, NumberStatistics } from '../protocol/messages.ts';
import { MOST_LOOKS, withLook, type LayerLook } from './layerLooks.ts';

const numbers = (rms: number): NumberStatistics => ({ count: 1, mean: 0, deviation: rms, rms, smallest: 0, largest: 0, zeros: 0, nearZeros: 0, notFinite: 0 });
const layer = (update: number | null): LayerStatistics => ({ name: 'in', weight: numbers(1), gradient: numbers(1), output: numbers(1), update: update === null ? null : numbers(update) });
const steps = (looks: readonly LayerLook[]) => looks.map(({ step }) => step);

it('keeps the last looks in order, and drops what a run has gone back over', () => {
  let looks: readonly LayerLook[] = [];
  for (let step = 1; step <= MOST_LOOKS + 5; step += 1) looks = withLook(looks, { step, layers: [] });
  expect(looks).toHaveLength(MOST_LOOKS);
  expect(looks[0]?.step).toBe(6);
  expect(steps(withLook(looks, { step: 8, layers: [] }))).toEqual([6, 7, 8]);
});

it('does not forget what a step changed when it is looked at again', () => {
  const looks = withLook([{ step: 4, layers: [layer(0.5)] }], { step: 4, layers: [layer(null)] });
  expect(looks).toHaveLength(1);
  expect(looks[0]?.layers[0]?.update?.rms).toBe(0.5);
  expect(withLook(looks, { step: 5, layers: [layer(null)] })[1]?.layers[0]?.update).toBeNull();
});
