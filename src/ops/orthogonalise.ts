import momentumCode from '../../shaders/optimizer/muon_momentum.wgsl?raw';
import normaliseCode from '../../shaders/optimizer/muon_normalise.wgsl?raw';
import polynomialCode from '../../shaders/optimizer/muon_polynomial.wgsl?raw';
import { chooseVariant, launchProduct, type MatmulAttributes, productSizes } from './matmulVariants.ts';
import { at, type Launch, lineOf, type Operation, type Tensor } from './operation.ts';
import type { UpdateAttributes } from './optimizer.ts';

const momentumShader = { name: 'optimizer/muon_momentum', code: momentumCode };
const normalise = { name: 'optimizer/muon_normalise', code: normaliseCode };
const polynomial = { name: 'optimizer/muon_polynomial', code: polynomialCode };

export interface OrthogonaliseAttributes extends Pick<UpdateAttributes, 'clipNorm' | 'skipBadSteps'> {
  /** The matrix lies as [inputs, outputs] of its layer, the outputs innermost; a convolution's inputs are kernel * kernel * channels. */
  readonly rows: number;
  readonly columns: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  /**
   * How long the direction is. `spectral`: singular values near sqrt(max(1, outputs / inputs)) (Jordan 2024), for learning
   * rates about 0.02. `adamw`: entries as large as AdamW's, 0.2 sqrt(max(inputs, outputs)) (Liu et al. 2025, equation 4), for
   * AdamW's learning rates.
   */
  readonly scale: 'spectral' | 'adamw';
}

/** Newton-Schulz steps. */
export const NEWTON_SCHULZ_STEPS = 5;
const MAX_PARTS = 32;
/** Numbers that a thread takes at least before there are more workgroups. */
const NUMBERS_PER_THREAD = 16;

/** The factor of an orthogonal direction. */
export function directionScale({ rows, columns, scale }: Pick<OrthogonaliseAttributes, 'rows' | 'columns' | 'scale'>): number {
  return scale === 'spectral' ? Math.sqrt(Math.max(1, columns / rows)) : 0.2 * Math.sqrt(Math.max(rows, columns));
}

/**
 * Muon's direction for one matrix (Jordan et al. 2024). Input: the squared norm [1] of the whole gradient, for clipping. Outputs,
 * in place, [rows, columns], parts of the arenas: d_value, which becomes the scaled direction; moment1, the momentum;
 * moment2, which becomes -1. 2 launches, and 4 for each of the five Newton-Schulz steps; with k the smaller and m the larger
 * side, 20 m k^2 + 10 k^3 multiplications and additions each: small against a batch of more than k samples or pixels.
 */
export const orthogonalise: Operation<OrthogonaliseAttributes> = {
  name: 'orthogonalise',
  infer(_, { rows, columns }) {
    return Array.from({ length: 3 }, () => ({ shape: [rows, columns], type: 'f32' as const }));
  },
  launch({ inputs, outputs, attributes, traits, scratch }) {
    const { rows, columns, momentum, nesterov, clipNorm, skipBadSteps = false } = attributes;
    const [gradient, moment1, moment2] = [at(outputs, 0), at(outputs, 1), at(outputs, 2)];
    const count = rows * columns;
    const parts = Math.min(MAX_PARTS, Math.ceil(count / (64 * NUMBERS_PER_THREAD)));
    const partial = scratch([parts]);
    const states = [scratch([rows, columns]), scratch([rows, columns])];
    const isTall = rows > columns;
    const size = Math.min(rows, columns);
    const [gram, square] = [scratch([size, size]), scratch([size, size])];
    const multiply = (a: Tensor, b: Tensor, out: Tensor, reading: MatmulAttributes = {}): Launch[] => {
      const { transposeA = false, transposeB = false } = reading;
      const product = { a, b, bias: null, out, transposeA, transposeB, accumulates: false, ...productSizes('orthogonalise', a.shape, b.shape, reading) };
      return launchProduct(chooseVariant(traits, product), product, traits, scratch);
    };
    const x = at(states, 0);
    const launches: Launch[] = [
      {
        shader: momentumShader,
        constants: { COUNT: count, PARTS: parts, MOMENTUM: momentum, FRESH: 1 - momentum, NESTEROV: nesterov, CLIP_NORM: clipNorm, SKIP_BAD_STEPS: skipBadSteps },
        bind: { d_value: gradient, moment1, moment2, x, partial, norm: at(inputs, 0) },
        workgroups: [parts, 1, 1],
      },
      { shader: normalise, constants: { COUNT: count, PARTS: parts }, bind: { x, partial }, workgroups: lineOf(count) },
    ];
    for (let step = 0; step < NEWTON_SCHULZ_STEPS; step += 1) {
      const isLast = step === NEWTON_SCHULZ_STEPS - 1;
      const [from, to] = [at(states, step % 2), isLast ? gradient : at(states, (step + 1) % 2)];
      launches.push(
        ...multiply(from, from, gram, isTall ? { transposeA: true } : { transposeB: true }),
        ...multiply(gram, gram, square),
        { shader: polynomial, constants: { SIZE: size, SCALE: isLast ? directionScale(attributes) : 1 }, bind: { gram, square }, workgroups: lineOf(size * size) },
        ...(isTall ? multiply(from, square, to) : multiply(square, from, to)),
      );
    }
    return launches;
  },
  gradient: 'an optimizer ends the step',
};
