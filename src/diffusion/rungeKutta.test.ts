import { describe, expect, test } from 'vitest';
import { DORMAND_PRINCE, HEUN, integrateAdaptive, integrateGrid } from './rungeKutta.ts';
import type { Field, Tableau } from './rungeKutta.ts';

/** y' = -y (1 + cos t), y = exp(-t - sin t), and two numbers that circle. */
const field: Field = async (t, y) => Float64Array.from([-(y[0] ?? 0) * (1 + Math.cos(t)), -(y[2] ?? 0), y[1] ?? 0]);
const start = Float64Array.from([1, 1, 0]);
const truth = (t: number): number[] => [Math.exp(-t - Math.sin(t)), Math.cos(t), Math.sin(t)];
const errorOf = (state: Float64Array, t: number): number => Math.max(...truth(t).map((value, i) => Math.abs(value - (state[i] ?? Number.NaN))));

test.each<[string, Tableau]>([['Heun', HEUN], ['Dormand-Prince', DORMAND_PRINCE]])('%s: conditions on the tableau, and errors that fall with its order', async (_name, tableau) => {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  // Quadrature of powers, and each stage at its node.
  for (let power = 0; power < tableau.order; power++) expect(sum(tableau.weights.map((weight, i) => weight * (tableau.nodes[i] ?? 0) ** power))).toBeCloseTo(1 / (power + 1), 14);
  tableau.stages.forEach((row, i) => expect(sum(row)).toBeCloseTo(tableau.nodes[i] ?? 0, 14));
  expect(sum(tableau.error ?? [])).toBeCloseTo(0, 15);
  const errors = await Promise.all([20, 40, 80].map(async (steps) => errorOf((await integrateGrid(field, start, 0, 3, steps, tableau)).state, 3)));
  for (const i of [1, 2]) expect(Math.log2((errors[i - 1] ?? 0) / (errors[i] ?? 0))).toBeCloseTo(tableau.order, 0);
});

describe('adaptive steps', () => {
  test('keep the error near the tolerance, forwards and backwards, and ask the field six times a step', async () => {
    for (const tolerance of [1e-3, 1e-6, 1e-9]) {
      const shares: number[] = [];
      const { state, steps, rejected, evaluations } = await integrateAdaptive(field, start, 0, 3, { tolerance, groups: [3], listener: (done) => { shares.push(done); } });
      // Errors of single steps add up, at most as many as there are steps; slopes are below 2, so they grow by e^2 at most.
      expect(errorOf(state, 3)).toBeLessThan(steps * tolerance * Math.E ** 2);
      expect(evaluations).toBe(1 + 6 * (steps + rejected));
      expect(shares).toHaveLength(steps);
      expect(shares.at(-1)).toBe(1);
      const back = await integrateAdaptive(field, state, 3, 0, { tolerance, groups: [1, 2] });
      expect(Math.abs((back.state[1] ?? 0) - 1)).toBeLessThan(2 * steps * tolerance * Math.E ** 2);
    }
  });

  test('tell what is wrong', async () => {
    await expect(integrateAdaptive(async (_t, y) => y.map(() => Number.NaN), start, 0, 1, { tolerance: 1e-3, groups: [3] })).rejects.toThrow('not finite');
    await expect(integrateAdaptive(async (t, y) => y.map(() => Math.sin(1e5 * t)), start, 0, 1, { tolerance: 1e-9, groups: [3], mostSteps: 20 })).rejects.toThrow('20 steps were not enough');
    await expect(integrateAdaptive(field, start, 0, 1, { tolerance: 0, groups: [3] })).rejects.toThrow('The tolerance is 0');
    await expect(integrateGrid(field, start, 0, 1, 1.5, HEUN)).rejects.toThrow('The number of steps is 1.5');
    const cancel = { tolerance: 1e-3, groups: [3], listener: (): void => { throw new Error('cancelled'); } };
    await expect(integrateAdaptive(field, start, 0, 1, cancel)).rejects.toThrow('cancelled');
  });
});
