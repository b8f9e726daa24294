import { describe, expect, it } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { frechetDistance } from './frechetDistance.ts';
import { sampleSets } from './fixtures/sampleSets.ts';
import { kernelDistance } from './kernelDistance.ts';
import { symmetricEigen } from './symmetricEigen.ts';

const normals = (count: number, seed: number): Float64Array => randomStream(seed, 0).fillNormal(new Float64Array(count));

describe('symmetricEigen', () => {
  it.each([1, 2, 7, 32])('of %i rows: vectors are orthonormal and give the matrix back', (d) => {
    const half = normals(d * d, d);
    const matrix = half.map((value, index) => value + (half[(index % d) * d + Math.floor(index / d)] ?? 0));
    const { values, vectors } = symmetricEigen(matrix, d);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let [back, dot] = [0, 0];
        for (let k = 0; k < d; k++) {
          back += (vectors[i * d + k] ?? 0) * (values[k] ?? 0) * (vectors[j * d + k] ?? 0);
          dot += (vectors[k * d + i] ?? 0) * (vectors[k * d + j] ?? 0);
        }
        // A few hundred rotations, each exact to 1e-16, of entries up to about 5.
        expect(back).toBeCloseTo(matrix[i * d + j] ?? NaN, 11);
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });
  it('knows closed forms: [[2, 1], [1, 2]], a diagonal, the zero matrix', () => {
    expect([...symmetricEigen([2, 1, 1, 2], 2).values].toSorted((a, b) => a - b)).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)]);
    expect([...symmetricEigen([5, 0, 0, 0, -3, 0, 0, 0, 1e-200], 3).values]).toEqual([5, -3, 1e-200]);
    expect([...symmetricEigen(new Float64Array(16), 4).values]).toEqual([0, 0, 0, 0]);
  });
  it('refuses what is no matrix', () => {
    expect(() => symmetricEigen([1, 2, 3], 2)).toThrow('There are 3 numbers for a matrix of 2 rows');
    expect(() => symmetricEigen([1, NaN, NaN, 1], 2)).toThrow('not finite');
  });
});

/** Made with NumPy and SciPy from the same sets, covariance with n - 1; the samples are written with 9 digits. */
const expected = [{ frechet: 1.876836010616655, kernel: 0.5876514094188448 }, { frechet: 2.3684920327569188, kernel: 0.3858905194093709 }, { frechet: 16.044290045835005, kernel: 0.1687634538212892 }];

describe.each(sampleSets.map((pair, i) => ({ ...pair, ...expected[i] })))('$n and $m samples in $d dimensions', ({ x, y, d, n, frechet, kernel }) => {
  it('have the Fréchet distance that SciPy finds', () => {
    // With fewer samples than dimensions eigenvalues are 0, of which a square root keeps half the digits: d sqrt(1e-16 d).
    const digits = n > d ? 7 : 5;
    expect(frechetDistance(x, y, d)).toBeCloseTo(frechet ?? NaN, digits);
    expect(frechetDistance(y, x, d)).toBeCloseTo(frechet ?? NaN, digits);
  });
  it('have the kernel distance that NumPy finds', () => { expect(kernelDistance(x, y, d)).toBeCloseTo(kernel ?? NaN, 7); });
});

describe('frechetDistance', () => {
  const d = 5;
  const x = normals(d * 300, 3);
  it('of a shifted set is the squared length of the shift', () => {
    expect(frechetDistance(x, x.map((value, i) => value + ([3, 0, -4, 0, 0][i % d] ?? 0)), d)).toBeCloseTo(25, 9);
  });
  it('of a scaled set is (s - 1)^2 times the trace of the covariance', () => {
    const mean = Array.from({ length: d }, (_, k) => x.reduce((sum, value, i) => sum + (i % d === k ? value : 0), 0) / 300);
    const centred = x.map((value, i) => value - (mean[i % d] ?? 0));
    const trace = centred.reduce((sum, value) => sum + value * value, 0) / 299;
    expect(frechetDistance(centred, centred.map((value) => 2.5 * value), d)).toBeCloseTo(1.5 ** 2 * trace, 9);
  });
  it('of a set and itself is 0', () => { expect(frechetDistance(x, x, d)).toBeCloseTo(0, 9); });
  it('refuses too few samples and broken rows', () => {
    expect(() => frechetDistance([1, 2], [1, 2, 3, 4], 2)).toThrow('There are 2 numbers in the first set; give at least two rows');
    expect(() => frechetDistance([1, 2, 3, 4], [1, 2, 3], 2)).toThrow('in the second set');
  });
});

describe('kernelDistance', () => {
  it('follows its definition on four numbers', () => {
    // Kernel (xy + 1)^3: within {0, 1} 1, within {1, 2} 27, across 1, 1, 8, 27.
    expect(kernelDistance([0, 1], [1, 2], 1)).toBeCloseTo(1 + 27 - 2 * (1 + 1 + 8 + 27) / 4, 12);
  });
  it('refuses single rows', () => { expect(() => kernelDistance([1], [1, 2], 1)).toThrow('give at least two rows'); });
});
