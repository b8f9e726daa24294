import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { fourier } from './fourier.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/fourier.ts';

const held = useGpu();

/**
 * The turns are a sum of D products, off by (D + 1) u sum |f||x|, which 2 pi makes an angle; the reduced angle, its
 * square and two series of terms that fall below 1 add 4 u. Copied columns are exact, which this allows and more.
 */
function allowance(x: Array64, frequencies: Array64): Array64 {
  const [d, count] = [x.columns, frequencies.rows];
  const out = new Array64([x.rows, d + 2 * count]);
  return out.map((_, i) => {
    const [b, column] = [Math.floor(i / out.columns), i % out.columns];
    if (column < d) return 0;
    let size = 0;
    for (let k = 0; k < d; k += 1) size += Math.abs(frequencies.get((column - d) % count, k) * x.get(b, k));
    return UNIT_ROUNDOFF * (4 + 2 * Math.PI * (d + 1) * size);
  });
}

describe('fourier', () => {
  it.each([[1, 1, 1], [7, 2, 5], [64, 2, 8], [65, 3, 13]])('of %i points of %i dimensions, %i frequencies', async (batch, dimensions, count) => {
    const [x, frequencies] = [randomArray([batch, dimensions], 1), randomArray([count, dimensions], 2).map((value) => Math.fround(4 * value))];
    const got = await runOperation(held.gpu, fourier, [x, frequencies], null);
    expectClose(at(got, 0), at(reference.fourier(null, x, frequencies), 0), allowance(x, frequencies));
  });

  it('is right all round the circle and far from it', async () => {
    const x = new Array64([4002, 1]).map((_, i) => (i < 4001 ? Math.fround((i - 2000) / 1600) : 1_048_576.25));
    const frequencies = new Array64([1, 1], [1]);
    const got = await runOperation(held.gpu, fourier, [x, frequencies], null);
    expectClose(at(got, 0), at(reference.fourier(null, x, frequencies), 0), UNIT_ROUNDOFF * 4);
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const x = new Array64([65_536 * 32 + 1, 1]).map((_, i) => (i % 1024) / 4);
    const got = await runOperation(held.gpu, fourier, [x, new Array64([1, 1], [1])], null);
    // Quarter turns are exact.
    const circle = [[0, 1], [1, 0], [0, -1], [-1, 0]];
    const wanted = new Array64([x.rows, 3]).map((_, i) => {
      const point = x.get(Math.floor(i / 3), 0);
      return i % 3 === 0 ? point : circle[(4 * point) % 4]?.[(i % 3) - 1] ?? Number.NaN;
    });
    expectClose(at(got, 0), wanted, 0);
  });

  it('refuses frequencies of another dimension', async () => {
    await expect(runOperation(held.gpu, fourier, [randomArray([2, 3], 1), randomArray([4, 2], 2)], null)).rejects.toThrow('fourier: the frequencies has shape [4, 2], but [4, 3] fits');
  });
});
