import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { LOSS_LEVELS, lossSummary, NORM_PLACE, SLOT_FLOATS } from './lossSummary.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/lossSummary.ts';

const held = useGpu();

/** Sums have at most batch + LEVELS additions (the mean one division of 2.5 units more); counts are exact. */
function rounding(batch: number, wanted: Array64): Array64 {
  const isCount = (place: number): boolean => place > LOSS_LEVELS && place <= 2 * LOSS_LEVELS;
  return wanted.map((value, index) => (isCount(index % SLOT_FLOATS) || index % SLOT_FLOATS === NORM_PLACE ? 0 : (batch + LOSS_LEVELS + 5) * UNIT_ROUNDOFF * Math.abs(value)));
}

describe('lossSummary', () => {
  it.each([[1, 10], [33, 200], [63, 1], [64, 13], [65, 1000], [1025, 7]] as const)('of %i rows over %i timesteps is the reference', async (batch, timesteps) => {
    const slots = 3;
    const step = { slot: 1, timesteps };
    const inputs = [randomArray([batch], 1).map(Math.abs), randomIndices(batch, timesteps, 2)] as const;
    const before = randomArray([slots, SLOT_FLOATS], 3);
    const got = await runSteps(held.gpu, lossSummary, inputs, { slots }, { steps: [step], integers: [1], before: [before] });
    const wanted = at(reference.lossSummary({ slots, step }, ...inputs, before), 0);
    const allowed = rounding(batch, wanted);
    // The neighbouring slots are not touched.
    expectClose(at(got, 0), wanted, allowed.map((value, index) => (Math.floor(index / SLOT_FLOATS) === step.slot ? value : 0)));
  });

  it('writes the slots of several steps in turn, the first again after the last', async () => {
    const slots = 4;
    const inputs = [randomArray([33], 1).map(Math.abs), randomIndices(33, 20, 2)] as const;
    const steps = [0, 1, 2, 3, 4, 5].map((index) => ({ slot: index % slots, timesteps: 20 + 10 * index }));
    const before = randomArray([slots, SLOT_FLOATS], 3);
    const got = await runSteps(held.gpu, lossSummary, inputs, { slots }, { steps, integers: [1], before: [before] });
    const wanted = steps.reduce((ring, step) => at(reference.lossSummary({ slots, step }, ...inputs, ring), 0), before);
    expectClose(at(got, 0), wanted, rounding(33, wanted));
  });

  it('puts a timestep into its tenth exactly, at every edge', async () => {
    const timesteps = 1000;
    const all = new Array64([timesteps]).map((_, t) => t);
    const got = await runSteps(held.gpu, lossSummary, [all.map(() => 1), all], { slots: 1 }, { steps: [{ timesteps }], integers: [1] });
    expect([...at(got, 0).data].slice(0, NORM_PLACE)).toEqual([1, ...Array.from({ length: 3 * LOSS_LEVELS }, () => 100)]);
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, lossSummary, [randomArray([4], 1), randomIndices(5, 2, 3)], { slots: 1 }, { integers: [1] }))
      .rejects.toThrow('lossSummary: timesteps has shape [5], but [4] fits');
  });
});
