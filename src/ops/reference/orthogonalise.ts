import { directionScale, NEWTON_SCHULZ_STEPS, type OrthogonaliseAttributes } from '../orthogonalise.ts';
import type { Array64 } from './array64.ts';
import { matmul } from './matmul.ts';
import { clipOfSquared } from './optimizer.ts';

function product(a: Array64, b: Array64, reading: { transposeA?: boolean; transposeB?: boolean } = {}): Array64 {
  const [out] = matmul(reading, a, b);
  if (!out) throw new Error('A product has one result.');
  return out;
}

/** Jordan et al. 2024, muon.py, in float64: for wide matrices X becomes (a I + b X X^T + c (X X^T)^2) X, for tall ones X (a I + ...). */
export function newtonSchulz(matrix: Array64): Array64 {
  const norm = Math.sqrt(matrix.data.reduce((sum, value) => sum + value * value, 0));
  const isTall = matrix.rows > matrix.columns;
  let x = matrix.map((value) => value / (norm + 1e-7));
  for (let step = 0; step < NEWTON_SCHULZ_STEPS; step += 1) {
    const gram = product(x, x, isTall ? { transposeA: true } : { transposeB: true });
    const polynomial = gram.zip(product(gram, gram), (g, square) => -4.775 * g + 2.0315 * square)
      .map((value, i) => (Math.floor(i / gram.columns) === i % gram.columns ? value + 3.4445 : value));
    x = isTall ? product(x, polynomial) : product(polynomial, x);
  }
  return x;
}

/** In: squared norm, then the matrix's gradient, moment1 and moment2 before; out: direction, moment1, moment2. */
export function orthogonalise(attributes: OrthogonaliseAttributes, squared: Array64, gradient: Array64, moment1: Array64, moment2: Array64): Array64[] {
  const { momentum, nesterov } = attributes;
  const clip = clipOfSquared(attributes, squared.data[0] ?? Number.NaN);
  if (clip === null) return [gradient.map(() => Number.NaN), moment1, moment2];
  const clipped = gradient.map((g) => clip * g);
  const m = moment1.zip(clipped, (before, g) => momentum * before + (1 - momentum) * g);
  const direction = nesterov ? clipped.zip(m, (g, now) => (1 - momentum) * g + momentum * now) : m;
  const scale = directionScale(attributes);
  return [newtonSchulz(direction).map((value) => scale * value), m, moment2.map(() => -1)];
}
