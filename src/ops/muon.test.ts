import { describe, it } from 'vitest';
import { expectClose, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { arenasMidway, midStep } from '../node/updateCheck.ts';
import { muon } from './muon.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/muon.ts';

const held = useGpu();
const defaults = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };

/** The first third of the arena is a matrix that ends in the middle of a vec4. */
function arenas(length: number, averages: number): Array64[] {
  const matrix = Math.floor(length / 3) - Math.floor(length / 3) % 4 + 2;
  return arenasMidway(['moment1', 'moment2'], averages, length).map((arena, place) => (place === 3 ? arena.map((v, i) => (i < matrix ? -1 : v)) : arena));
}

describe('muon', () => {
  it.each([
    ['124 numbers', 124, {}], ['4100 numbers, not clipped', 4100, { clipNorm: 0 }], ['70004 numbers, three averages, watched', 70_004, { averages: 3, skipBadSteps: true }],
  ])('%s: one step is the reference', async (_, length, changed) => {
    const attributes = { averages: 1, ...defaults, ...changed };
    const before = arenas(length, attributes.averages);
    const squared = new Array64([1], [Math.fround(at(before, 1).data.reduce((sum, g) => sum + g * g, 0))]);
    const wanted = reference.muon({ ...attributes, step: midStep }, squared, ...before);
    const got = await runSteps(held.gpu, muon, [squared], { ...attributes, parameters: length }, { steps: [midStep], before });
    wanted.forEach((arena, place) => {
      // Roundings of sums: of the old number and of what is added to it. First moments 0.1, values and averages 1, and an update of AdamW
      // is m / sqrt(v) with both off by about 20 roundings; a gradient's part of a moment is below a few times a moment.
      const old = at(before, place);
      const size = arena.zip(old, (now, then) => Math.abs(now) + Math.abs(then) + Math.abs(now - then));
      const update = place === 0 || place >= 4 ? Math.max(...arena.zip(old, (now, then) => Math.abs(now - then)).data) : 0;
      expectClose(at(got, place), arena, size.map((s) => UNIT_ROUNDOFF * (20 * s + 40 * update)), `arena ${place}`);
    });
  });

  it('skips a step whose gradient is infinite', async () => {
    const before = arenas(124, 1);
    const got = await runSteps(held.gpu, muon, [new Array64([1], [Infinity])], { ...defaults, skipBadSteps: true, parameters: 124 }, { steps: [midStep], before });
    before.forEach((arena, place) => expectClose(at(got, place), place === 1 ? new Array64([124]) : arena, 0));
  });
});
