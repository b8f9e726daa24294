import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, subgroupLanes, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { matmul } from './matmul.ts';
import { chooseVariant, launchProduct, type MatmulAttributes, type MatmulVariant, productSizes } from './matmulVariants.ts';
import { at, type DeviceTraits, type Operation } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/matmul.ts';

const held = useGpu();

const NN = { transposeA: false, transposeB: false };
const NT = { transposeA: false, transposeB: true };
const TN = { transposeA: true, transposeB: false };
const TT = { transposeA: true, transposeB: true };

/** M, N, K. */
type Sizes = readonly [number, number, number];

/** matmul with the choice of the kernel taken away. */
function forced(variant: MatmulVariant): Operation<MatmulAttributes> {
  return {
    ...matmul,
    launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
      const [a, b] = [at(inputs, 0), at(inputs, 1)];
      const sizes = productSizes('matmul', a.shape, b.shape, attributes);
      return launchProduct(variant, { a, b, bias: null, out: at(outputs, 0), ...NN, ...attributes, accumulates, ...sizes }, traits, scratch);
    },
  };
}

function operands([m, n, k]: Sizes, { transposeA = false, transposeB = false }: MatmulAttributes): Array64[] {
  return [randomArray(transposeA ? [k, m] : [m, k], 1), randomArray(transposeB ? [n, k] : [k, n], 2)];
}

/** A sum of K products in any order is off by at most K u sum |a||b| to first order (Higham, section 3.1); two more for products and second order. */
function rounding(attributes: MatmulAttributes, terms: number, a: Array64, b: Array64): Array64 {
  return at(reference.matmul(attributes, a.map(Math.abs), b.map(Math.abs)), 0).map((size) => (terms + 2) * UNIT_ROUNDOFF * size);
}


/** Kernels whose workgroups are one subgroup need to know its size; everything else is forced. */
function traitsHere(): Partial<DeviceTraits> {
  return { subgroupSize: subgroupLanes(held.gpu) };
}

async function checkVariant(variant: MatmulVariant, shapes: readonly Sizes[], attributes: MatmulAttributes): Promise<void> {
  // Accumulation is compiled in anew, which takes most of the time: once, for the last shape.
  for (const shape of shapes) await checkShape(variant, shape, attributes, shape === shapes.at(-1));
}

async function checkShape(variant: MatmulVariant, shape: Sizes, attributes: MatmulAttributes, adds: boolean): Promise<void> {
  const [a, b] = operands(shape, attributes);
  if (!a || !b) return;
  const wanted = at(reference.matmul(attributes, a, b), 0);
  const allowed = rounding(attributes, shape[2], a, b);
  const plain = await runOperation(held.gpu, forced(variant), [a, b], attributes, { traits: traitsHere() });
  expectClose(at(plain, 0), wanted, allowed, `${variant} ${shape.join(' x ')}`);
  if (!adds) return;
  const before = randomArray(wanted.shape, 3);
  const added = await runOperation(held.gpu, forced(variant), [a, b], attributes, { onto: [before], traits: traitsHere() });
  const sum = wanted.zip(before, (value, start) => value + start);
  expectClose(at(added, 0), sum, allowed.zip(sum, (own, value) => own + UNIT_ROUNDOFF * (own + Math.abs(value))), `${variant} ${shape.join(' x ')}, added`);
}

describe('matmul kernels against the reference', () => {
  it.each([NN, NT, TN, TT])('plain, %j', async (attributes) => {
    await checkVariant('plain', [[1, 1, 1], [7, 13, 5], [31, 65, 64]], attributes);
  });
  it.each([NN, NT, TN, TT])('tiled, %j', async (attributes) => {
    await checkVariant('tiled', [[1, 1, 1], [64, 64, 16], [63, 67, 33]], attributes);
  });
  it.each([NN, NT, TN, TT])('tiled with its long sum cut into parts, %j', async (attributes) => {
    await checkVariant('tiled', [[64, 64, 256], [65, 33, 401]], attributes);
  });
  it.each([NN, NT, TN, TT])('split, %j', async (attributes) => {
    await checkVariant('split', [[1, 1, 64], [31, 2, 257], [3, 67, 1000]], attributes);
  });
  it.each([NN, NT])('rows, %j', async (attributes) => {
    await checkVariant('rows', [[1, 8, 4], [131, 24, 12]], attributes);
  });
  it.each([NN, NT])('lanes, %j', async (attributes) => {
    await checkVariant('lanes', [[1, 16, 4], [131, 48, 20]], attributes);
  });
  it('outerLanes', async () => {
    // The last in three parts.
    await checkVariant('outerLanes', [[4, 16, 1], [68, 48, 67], [36, 16, 1601]], TN);
  });
  it('rowsOuter', async () => {
    await checkVariant('rowsOuter', [[4, 8, 1], [36, 24, 67]], TN);
  });
});

describe('the choice of a kernel', () => {
  const hardware: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };
  const software = { ...hardware, software: true };
  const choice = (traits: DeviceTraits, [m, n, k]: Sizes, attributes: MatmulAttributes): MatmulVariant => {
    const tensor = { id: 0, name: '', shape: [], type: 'f32', parameter: false } as const;
    return chooseVariant(traits, { a: tensor, b: tensor, bias: null, out: tensor, accumulates: false, ...NN, ...attributes, m, n, k });
  };

  it('uses tiles on a GPU, and one thread an element for thin outputs', () => {
    expect(choice(hardware, [1024, 128, 128], NN)).toBe('tiled');
    expect(choice(hardware, [128, 128, 1024], TN)).toBe('tiled');
    expect(choice(hardware, [1024, 2, 128], NN)).toBe('plain');
    expect(choice(hardware, [128, 2, 1024], TN)).toBe('split');
    expect(choice({ ...hardware, maxInvocations: 128 }, [1024, 128, 128], NN)).toBe('plain');
  });
  it('uses rows on a software adapter where their tiles fit', () => {
    expect(choice(software, [1024, 128, 128], NN)).toBe('rows');
    expect(choice(software, [1024, 128, 128], NT)).toBe('rows');
    expect(choice(software, [128, 128, 1024], TN)).toBe('rowsOuter');
    expect(choice(software, [128, 128, 128], TT)).toBe('plain');
    expect(choice(software, [1024, 2, 128], NN)).toBe('plain');
    expect(choice(software, [1024, 128, 2], NN)).toBe('plain');
  });
  it('uses lanes on a software adapter with subgroups of 4 or 8 where their tiles fit', () => {
    for (const subgroupSize of [4, 8]) {
      const lanes = { ...software, subgroupSize };
      expect(choice(lanes, [1024, 128, 128], NN)).toBe('lanes');
      expect(choice(lanes, [1024, 128, 128], NT)).toBe('lanes');
      expect(choice(lanes, [128, 128, 1024], TN)).toBe('outerLanes');
      expect(choice(lanes, [1024, 24, 128], NN)).toBe('rows');
      expect(choice(lanes, [128, 24, 1024], TN)).toBe('rowsOuter');
    }
    expect(choice({ ...software, subgroupSize: 16 }, [1024, 128, 128], NN)).toBe('rows');
    expect(choice({ ...hardware, subgroupSize: 8 }, [1024, 128, 128], NN)).toBe('tiled');
  });
  it('agrees with the reference as chosen here, beyond 65,535 workgroups of one thread an element', async () => {
    // [M, 1] x [1, N] with whole numbers: exact.
    const [m, n] = [8192 + 3, 521];
    const a = new Array64([m, 1]).map((_, i) => i % 251);
    const b = new Array64([1, n]).map((_, i) => i % 241);
    const got = await runOperation(held.gpu, forced('plain'), [a, b], NN);
    expectClose(at(got, 0), new Array64([m, n]).map((_, i) => (Math.floor(i / n) % 251) * ((i % n) % 241)), 0);
  });
});

describe('the gradient of matmul', () => {
  it.each([NN, NT, TN, TT])('%j: the reference is the derivative', (attributes) => {
    finiteDifferenceCheck(reference.matmul, reference.matmulGradient, attributes, operands([3, 4, 5], attributes));
  });
  // The rule is the same whatever the kernel: all read rules on the kernel that compiles fastest, then one on the others.
  it.each([
    ...[NN, NT, TN, TT].map((attributes) => ({ attributes, software: true, shape: [7, 5, 6] as const })),
    { attributes: NN, software: true, shape: [24, 16, 20] as const },
    { attributes: NN, software: false, shape: [24, 16, 20] as const },
  ])('%j', async ({ attributes, software, shape: [m, n, k] }) => {
    const inputs = operands([m, n, k], attributes);
    const sizes = inputs.map((input) => input.map(Math.abs));
    await checkGradient(held.gpu, matmul, {
      inputs, attributes, gradient: reference.matmulGradient, traits: { software },
      // d_A sums N products, d_B sums M; |d_out| < 5 for normals of this number.
      tolerance: (input) => {
        const bound = at(reference.matmulGradient(attributes, at(sizes, 0), at(sizes, 1), new Array64([m, n]).map(() => 5)), input);
        return bound.map((size) => (Math.max(m, n) + 2) * UNIT_ROUNDOFF * size);
      },
    });
  });
});

describe('wrong operands', () => {
  it('are told', async () => {
    await expect(runOperation(held.gpu, matmul, [randomArray([2, 3], 1), randomArray([2, 3], 2)], NN))
      .rejects.toThrow('matmul: a [2, 3] and b [2, 3] do not fit: the sum has 3 terms on one side and 2 on the other');
    await expect(runOperation(held.gpu, matmul, [randomArray([6], 1), randomArray([2, 3], 2)], NN)).rejects.toThrow('matmul: a [6] and b [2, 3] are not both matrices');
  });
});
