import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, useGpu } from '../node/operationCheck.ts';
import { activation, activationBackward, ACTIVATION_KINDS, type ActivationKind } from './activation.ts';
import { at } from './operation.ts';
import * as reference from './reference/activation.ts';
import { Array64 } from './reference/array64.ts';

const held = useGpu();
const kinds = ACTIVATION_KINDS.map((kind) => ({ kind }));

const ULP = 2 ** -23;

/** The number whose exponential is taken: its size decides how good exp is. */
const EXPONENT: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => x,
  relu: () => 0,
  gelu: (x) => Math.min(2 * Math.sqrt(2 / Math.PI) * (Math.abs(x) + 0.044715 * Math.abs(x) ** 3), 90),
  tanh: (x) => 2 * x,
};

/**
 * WGSL promises exp to 3 + 2|v| units in the last place and division to 2.5; rounding v itself (up to 4 operations)
 * changes exp(v) by 2|v| more. Sums have terms of one sign or of the size 1 + |x|, so the result is off by that many
 * units of its terms' size. e below 2^-126 may be flushed to zero, and gelu's clamp at 10 leaves e^-87.3 < 2^-125, in the
 * slope times x v' < 2^8.
 */
function allowance(kind: ActivationKind, x: Array64, size: (x: number) => number): Array64 {
  return x.map((value) => ULP * (12 + 4 * Math.min(Math.abs(EXPONENT[kind](value)), 104)) * size(value) + (1 + Math.abs(value)) * 2 ** -117);
}

/** Sizes of the terms of f(x) and of f'(x). tanh's 1 - e is of size 1, and its error that of e. */
const SIZE: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => Math.abs(x) / (1 + Math.exp(-x)),
  relu: () => 0,
  gelu: (x) => Math.abs(at(reference.activation({ kind: 'gelu' }, new Array64([1], [x])), 0).get(0, 0)),
  tanh: (x) => Math.min(Math.abs(x), 1) * Math.exp(-Math.min(Math.abs(x), 1)) + Math.abs(Math.tanh(x)),
};
const SLOPE_SIZE: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => (1 + Math.abs(x) / (1 + Math.exp(x))) / (1 + Math.exp(-x)),
  relu: () => 0,
  gelu: (x) => {
    const v = EXPONENT.gelu(x) * Math.sign(x);
    return (1 + Math.abs(x) * 1.6 * (1 + 0.134145 * Math.min(x * x, 100)) / (1 + Math.exp(v))) / (1 + Math.exp(-v));
  },
  tanh: (x) => 1 / Math.cosh(x) ** 2,
};

/** Every hundredth from -20 to 20, and numbers at which exp, cosh or a cube would overflow or vanish. */
const wide = new Array64([4001 + 20], [
  ...Array.from({ length: 4001 }, (_, i) => Math.fround((i - 2000) / 100)),
  ...[1e-30, 1e-7, 0.09999, 0.1, 44.1, 87.4, 88.8, 100, 1e4, 1e30].flatMap((x) => [Math.fround(x), Math.fround(-x)]),
]);

describe.each(kinds)('$kind', ({ kind }) => {
  it('is the reference, from the smallest to the largest arguments', async () => {
    const got = await runOperation(held.gpu, activation, [wide], { kind });
    expectClose(at(got, 0), at(reference.activation({ kind }, wide), 0), allowance(kind, wide, SIZE[kind]));
  });

  it('has the slope of the reference, from the smallest to the largest arguments', async () => {
    const ones = wide.map(() => 1);
    const got = await runOperation(held.gpu, activationBackward, [wide, ones], { kind });
    expectClose(at(got, 0), at(reference.activationBackward({ kind }, wide, ones), 0), allowance(kind, wide, SLOPE_SIZE[kind]));
  });

  it('has a gradient', async () => {
    const inputs = [randomArray([7, 13], 3)];
    finiteDifferenceCheck(reference.activation, reference.activationGradient, { kind }, inputs);
    const x = at(inputs, 0);
    // |d_out| < 5 for normals of this number.
    const tolerance = (): Array64 => allowance(kind, x, (value) => 5 * SLOPE_SIZE[kind](value));
    await checkGradient(held.gpu, activation, { inputs, attributes: { kind }, gradient: reference.activationGradient, tolerance });
  });
});

describe('activation', () => {
  it.each([[[1]], [[63]], [[64]], [[65]], [[3, 43]]])('of shape %j', async (shape) => {
    const x = randomArray(shape, 4);
    const got = await runOperation(held.gpu, activation, [x], { kind: 'relu' });
    expectClose(at(got, 0), at(reference.activation({ kind: 'relu' }, x), 0), 0);
  });

  it('folds more than 65,535 workgroups into two dimensions, forward and backward', async () => {
    const shape = [65_536 * 64 + 1];
    const x = new Array64(shape).map((_, i) => (i % 8191) - 4000);
    const got = await runOperation(held.gpu, activation, [x], { kind: 'relu' });
    expectClose(at(got, 0), x.map((value) => Math.max(value, 0)), 0);
    const back = await runOperation(held.gpu, activationBackward, [x, x], { kind: 'relu' });
    expectClose(at(back, 0), x.map((value) => Math.max(value, 0)), 0);
  });

  it('adds to its output when told to', async () => {
    const [x, before] = [new Array64([5], [-2, -1, 0, 1, 2]), new Array64([5], [1, 2, 3, 4, 5])];
    const got = await runOperation(held.gpu, activation, [x], { kind: 'relu' }, { onto: [before] });
    expect([...at(got, 0).data]).toEqual([1, 2, 3, 5, 7]);
  });

  it('has the values of the papers', () => {
    // SiLU(1) = 1 / (1 + 1/e); GELU's tanh form at 1 as PyTorch prints it (gelu(1, approximate="tanh") = 0.8412).
    expect(at(reference.activation({ kind: 'silu' }, new Array64([1], [1])), 0).get(0, 0)).toBeCloseTo(0.731_058_578_630_005, 14);
    expect(at(reference.activation({ kind: 'gelu' }, new Array64([1], [1])), 0).get(0, 0)).toBeCloseTo(0.8412, 4);
  });
});
