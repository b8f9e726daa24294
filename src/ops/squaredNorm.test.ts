import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { at } from './operation.ts';
import { squaredNorm as reference } from './reference/squaredNorm.ts';
import { squaredNorm } from './squaredNorm.ts';

const held = useGpu();

describe('squaredNorm', () => {
  it.each([4, 260, 4100, 70_004])('of %i numbers is the reference', async (length) => {
    const x = randomArray([length], 1);
    const [wanted] = reference(null, x);
    const [got] = await runOperation(held.gpu, squaredNorm, [x], null);
    if (!wanted || !got) throw new Error('There is one output.');
    // All terms are positive, so each addition is off by a rounding of the whole at most: as in adamw.test.ts.
    const parts = Math.min(256, Math.ceil(length / 4096));
    expectClose(got, wanted, (Math.ceil(length / (256 * parts)) + 64 + parts + 8) * UNIT_ROUNDOFF * at([...wanted.data], 0));
  });

  it('works on whole vec4s', async () => {
    await expect(runOperation(held.gpu, squaredNorm, [randomArray([6], 1)], null)).rejects.toThrow('squaredNorm works on arenas whose length is a multiple of 4, not 6.');
  });
});
