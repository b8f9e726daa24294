import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { at, type DeviceTraits } from './operation.ts';
import { directionScale, orthogonalise, type OrthogonaliseAttributes } from './orthogonalise.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/orthogonalise.ts';

const held = useGpu();
const defaults = { momentum: 0.95, nesterov: true, scale: 'spectral', clipNorm: 1 } as const;

/** A gradient, a momentum under way, and a second moment as it is before the first step. */
function before(rows: number, columns: number): Array64[] {
  return [randomArray([rows, columns], 1), randomArray([rows, columns], 2).map((m) => Math.fround(0.3 * m)), new Array64([rows, columns])];
}

describe('orthogonalise', () => {
  const cases: [string, number, number, Partial<OrthogonaliseAttributes>, Partial<DeviceTraits>?][] = [
    ['one number', 1, 1, {}], ['wide', 5, 17, {}], ['tall, scaled as AdamW', 18, 4, { scale: 'adamw' }], ['square, without Nesterov', 16, 16, { nesterov: false }],
    ['a convolution', 72, 16, { clipNorm: 0 }], ['several sums of squares', 40, 65, { momentum: 0 }], ['as real GPUs do it', 20, 12, {}, {}],
  ];
  it.each(cases)('%s: %i x %i is the reference', async (_, rows, columns, changed, traits) => {
    const attributes: OrthogonaliseAttributes = { ...defaults, rows, columns, ...changed };
    const arenas = before(rows, columns);
    const [gradient, moment1, moment2] = arenas;
    if (!gradient || !moment1 || !moment2) throw new Error('Three arenas are needed.');
    const norm = new Array64([1], [Math.fround(1.5 * gradient.data.reduce((sum, g) => sum + g * g, 0))]);
    const wanted = reference.orthogonalise(attributes, norm, gradient, moment1, moment2);
    const got = await runSteps(held.gpu, orthogonalise, [norm], attributes, { before: arenas, ...(traits ? { traits } : {}) });
    // A Newton-Schulz step makes a small error 3.4445 times as large at most, and the matrix's norm grows by as much at most
    // from 1, so that the roundings of each of the 3 products of each of 5 steps, of k terms, end at 3.4445^5 sqrt(k) halves
    // of a unit; the signs of roundings are random, and 3 is left for chance.
    const k = Math.min(rows, columns);
    const allowed = 3 * 15 * 3.4445 ** 5 * Math.sqrt(k) * UNIT_ROUNDOFF * directionScale(attributes);
    expectClose(at(got, 0), at(wanted, 0), allowed, 'direction');
    expectClose(at(got, 1), at(wanted, 1), moment1.zip(gradient, (m, g) => UNIT_ROUNDOFF * (3 * Math.abs(m) + 12 * Math.abs(g))), 'moment1');
    expectClose(at(got, 2), at(wanted, 2), 0, 'moment2');
  });

  it('pushes singular values towards 1, in the reference', () => {
    // On a diagonal matrix the polynomial works on each number; the smallest is 1/50 of the norm.
    const values = [3, 2, 1, 0.5, 0.2, 0.08];
    const matrix = new Array64([6, 8]);
    values.forEach((value, i) => { matrix.set(i, i, value); });
    const out = reference.newtonSchulz(matrix);
    values.forEach((_, i) => {
      expect(out.get(i, i)).toBeGreaterThan(0.65);
      expect(out.get(i, i)).toBeLessThan(1.25);
    });
    expect(out.get(0, 1)).toBe(0);
  });

  it('makes the same of a matrix and its transpose, transposed: convolutions may lie either way', () => {
    const matrix = randomArray([5, 9], 3);
    const turned = new Array64([9, 5], Array.from({ length: 45 }, (_, i) => matrix.get(i % 5, Math.floor(i / 5))));
    const [one, other] = [reference.newtonSchulz(matrix), reference.newtonSchulz(turned)];
    for (let i = 0; i < 5; i += 1) for (let j = 0; j < 9; j += 1) expect(Math.abs(one.get(i, j) - other.get(j, i))).toBeLessThan(1e-12);
  });

  it('leaves the moments as they are where the gradient is infinite', async () => {
    const arenas = before(5, 17);
    const attributes = { ...defaults, rows: 5, columns: 17, skipBadSteps: true };
    const got = await runSteps(held.gpu, orthogonalise, [new Array64([1], [Infinity])], attributes, { before: arenas });
    for (const place of [1, 2]) expectClose(at(got, place), at(arenas, place), 0);
  });
});
