import { describe, expect, it } from 'vitest';
import { drawPoints } from '../data/dataset.ts';
import { useGpu } from '../node/operationCheck.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();
const request: SampleRequest = { sampler: 'heun', steps: 5, count: 30, seed: 4, eta: 0, schedule: null, guidance: 1, label: 'each' };

async function withRun(recipe: Recipe, use: (run: Run) => Promise<void> | void): Promise<void> {
  const run = await Run.create({ gpu: held.gpu, recipe });
  try {
    await use(run);
  } finally {
    await run.destroy();
  }
}

describe('the distance of samples from the data', () => {
  it('is the floor for data, and what samples lie away otherwise', async () => {
    await withRun(tinyRecipe(), ({ insight }) => {
      const data = drawPoints({ kind: 'two-moons', count: 300, seed: 3 }, 400, 99);
      const near = insight.distance(data);
      expect(near).toMatchObject({ count: 400, heldOut: true });
      expect(Math.abs(near.value - near.floor)).toBeLessThan(3 * near.floorDeviation + 0.02);
      const far = insight.distance(data.map((value, i) => (i % 2 === 0 ? value + 1 : value)));
      // Along a random direction of the plane a shift by 1 is one of |cos|, whose mean square is a half.
      expect(far.value).toBeCloseTo(Math.SQRT1_2, 1);
      expect(far.floor).toBe(near.floor);
      expect(insight.distance(data)).toEqual(near);
    });
  });

  it('of few points takes half of them for each side', async () => {
    const points = Array.from({ length: 7 }, (_, i) => [i, -i]);
    await withRun(parseRecipe({ ...tinyRecipe(), data: { kind: 'points', points, seed: 1, name: 'seven' } }), ({ insight }) => {
      expect(insight.distance(new Float32Array(40))).toMatchObject({ count: 3, heldOut: false });
    });
  });

  it('says what cannot be measured', async () => {
    await withRun(tinyRecipe(), ({ insight }) => {
      expect(() => insight.distance([])).toThrow('at least one sample');
      expect(() => insight.distance([1, 2, 3])).toThrow('with 2 numbers in each');
      expect(() => insight.distance([1, NaN])).toThrow('not finite');
    });
  });

  it('counts the calls of a sampler', async () => {
    await withRun(tinyRecipe(), ({ insight }) => {
      expect([insight.evaluations(request), insight.evaluations({ ...request, sampler: 'ddim' })]).toEqual([9, 5]);
    });
  });
});
