import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, runOperation, subgroupLanes, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { type Conv2dAttributes, type Conv2dSizes, conv2dSizes } from './conv2dGeometry.ts';
import { conv2dInputGradient, type Conv2dInputGradientAttributes, conv2dWeightGradient, type Conv2dWeightGradientAttributes } from './conv2dGradient.ts';
import { type GatherVariant, launchGather } from './conv2dVariants.ts';
import { chooseWeightVariant, launchWeightGradient, type WeightVariant } from './conv2dWeightVariants.ts';
import { at, type DeviceTraits, type Operation } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/conv2d.ts';

const held = useGpu();

const SAME: Conv2dAttributes = { stride: 1, padding: 'same' };
const NONE: Conv2dAttributes = { stride: 1, padding: 'none' };
const HALF: Conv2dAttributes = { stride: 2, padding: 'symmetric' };
const ASYMMETRIC: Conv2dAttributes = { stride: 2, padding: 'asymmetric' };

/** Shape of the convolution's x, taps along an axis, output channels. */
type Case = readonly [attributes: Conv2dAttributes, x: readonly [number, number, number, number], kernel: number, outChannels: number];

interface Problem {
  readonly sizes: Conv2dSizes;
  readonly x: Array64;
  readonly weight: Array64;
  readonly gradient: Array64;
}

function problem([attributes, shape, kernel, outChannels]: Case): Problem {
  const weight = randomArray([kernel, kernel, shape[3], outChannels], 2);
  const sizes = conv2dSizes('conv2d', shape, weight.shape, attributes);
  return { sizes, x: randomArray(shape, 1), weight, gradient: randomArray([sizes.batch, sizes.outHeight, sizes.outWidth, outChannels], 3) };
}

/** conv2dInputGradient with the choice of the kernels taken away. */
function forcedInput(variant: GatherVariant): Operation<Conv2dInputGradientAttributes> {
  return {
    ...conv2dInputGradient,
    launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
      const [gradient, weight, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
      const sizes = conv2dSizes('conv2d', out.shape, weight.shape, attributes);
      return launchGather(variant, { x: gradient, weight, bias: null, out, transposed: true, accumulates, sizes }, traits, scratch);
    },
  };
}

/** conv2dWeightGradient with the choice of the kernels taken away. */
function forcedWeight(variant: WeightVariant): Operation<Conv2dWeightGradientAttributes> {
  return {
    ...conv2dWeightGradient,
    launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
      const [x, gradient, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
      const sizes = conv2dSizes('conv2d', x.shape, out.shape, attributes);
      return launchWeightGradient(variant, { x, gradient, out, accumulates, sizes }, traits, scratch);
    },
  };
}

/** A sum of K products in any order is off by at most K u sum |a||b| to first order (Higham, section 3.1); two more for products and second order. */
function rounding(terms: number, size: Array64): Array64 {
  return size.map((value) => (terms + 2) * UNIT_ROUNDOFF * value);
}

/** Kernels whose workgroups are one subgroup need to know its size; everything else is forced. */
function traitsFor(software: boolean): Partial<DeviceTraits> {
  return { software, subgroupSize: subgroupLanes(held.gpu) };
}

interface Run<A> {
  readonly variant: string;
  readonly operation: Operation<A>;
  readonly inputs: readonly [Array64, Array64];
  readonly attributes: A;
  readonly wanted: Array64;
  readonly allowed: Array64;
  readonly adds: boolean;
  readonly software: boolean;
}

async function check<A>({ variant, operation, inputs, attributes, wanted, allowed, adds, software }: Run<A>): Promise<Array64> {
  const [got] = await runOperation(held.gpu, operation, inputs, attributes, { traits: traitsFor(software) });
  if (!got) throw new Error('There is no output.');
  expectClose(got, wanted, allowed, variant);
  if (!adds) return got;
  const before = randomArray(wanted.shape, 4);
  const [added] = await runOperation(held.gpu, operation, inputs, attributes, { onto: [before], traits: traitsFor(software) });
  const sum = wanted.zip(before, (value, start) => value + start);
  if (added) expectClose(added, sum, allowed.zip(sum, (own, value) => own + UNIT_ROUNDOFF * (own + Math.abs(value))), `${variant}, added`);
  return got;
}

async function checkInput(variant: GatherVariant, given: Case, adds = false): Promise<void> {
  const { sizes, weight, gradient } = problem(given);
  const attributes = { ...given[0], height: sizes.height, width: sizes.width };
  const bound = at(reference.conv2dInputGradient(attributes, gradient.map(Math.abs), weight.map(Math.abs)), 0);
  const run = {
    inputs: [gradient, weight] as const, attributes, software: variant !== 'tiled',
    wanted: at(reference.conv2dInputGradient(attributes, gradient, weight), 0), allowed: rounding(sizes.kernel ** 2 * sizes.outChannels, bound),
  };
  const got = await check({ ...run, variant, operation: forcedInput(variant), adds });
  if (variant === 'plain') return;
  const plain = await check({ ...run, variant: 'plain', operation: forcedInput('plain'), adds: false });
  expectClose(got, plain, run.allowed.map((own) => 2 * own), `${variant} against plain`);
}

async function checkWeight(variant: WeightVariant, given: Case, adds = false, software = variant !== 'tiled'): Promise<void> {
  const { sizes, x, gradient } = problem(given);
  const attributes = { ...given[0], kernel: sizes.kernel };
  const bound = at(reference.conv2dWeightGradient(attributes, x.map(Math.abs), gradient.map(Math.abs)), 0);
  const run = {
    inputs: [x, gradient] as const, attributes, software,
    wanted: at(reference.conv2dWeightGradient(attributes, x, gradient), 0), allowed: rounding(sizes.batch * sizes.outHeight * sizes.outWidth, bound),
  };
  const got = await check({ ...run, variant, operation: forcedWeight(variant), adds });
  if (variant === 'plain') return;
  const plain = await check({ ...run, variant: 'plain', operation: forcedWeight('plain'), adds: false, software: true });
  expectClose(got, plain, run.allowed.map((own) => 2 * own), `${variant} against plain`);
}

describe('the input gradient', () => {
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 1],
    [HALF, [3, 5, 8, 3], 3, 5],
    [ASYMMETRIC, [1, 6, 5, 16], 3, 33],
    [NONE, [1, 4, 5, 2], 3, 3],
    [HALF, [1, 1, 4, 2], 1, 3],
  ])('plain, %j %j %i %i', async (...given) => { await checkInput('plain', given, given[0] === SAME); });
  it.each<Case>([
    [SAME, [1, 1, 1, 8], 3, 1],
    [SAME, [3, 7, 7, 16], 3, 8],
    [HALF, [3, 5, 8, 8], 3, 5],
    [HALF, [1, 1, 1, 8], 3, 3],
    [ASYMMETRIC, [1, 6, 5, 24], 3, 33],
    [NONE, [1, 4, 5, 8], 3, 3],
    [HALF, [1, 3, 4, 8], 1, 3],
  ])('rows, %j %j %i %i', async (...given) => { await checkInput('rows', given, given[0] === SAME); });
  it.each<Case>([
    [SAME, [1, 1, 1, 16], 3, 1],
    [SAME, [3, 7, 7, 32], 3, 5],
    [NONE, [1, 4, 9, 16], 3, 3],
  ])('lanes, %j %j %i %i', async (...given) => { await checkInput('lanes', given, given[0] === SAME); });
  it.each<Case>([
    [SAME, [1, 1, 1, 4], 3, 4],
    [SAME, [3, 7, 7, 36], 3, 20],
    [HALF, [3, 5, 8, 8], 3, 16],
    [ASYMMETRIC, [1, 12, 11, 40], 3, 8],
    // Tiles of 64, and a sum in one part.
    [SAME, [2, 64, 64, 36], 3, 4],
  ])('tiled, %j %j %i %i', async (...given) => { await checkInput('tiled', given, given[0] === HALF); });
  it('of 1 x 1 taps is a matrix product', async () => {
    await checkInput('matmul', [SAME, [3, 5, 7, 16], 1, 33], true);
  });
  it('refuses a d_out that is not of this convolution', async () => {
    const { weight, gradient } = problem([HALF, [1, 5, 5, 2], 3, 3]);
    await expect(runOperation(held.gpu, conv2dInputGradient, [gradient, weight], { ...HALF, height: 7, width: 5 }))
      .rejects.toThrow('conv2dInputGradient: d_out has shape [1, 3, 3, 3], but [1, 4, 3, 3] fits');
  });
});

describe('the weight gradient', () => {
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 1],
    [HALF, [3, 5, 8, 3], 3, 5],
    [ASYMMETRIC, [1, 6, 5, 16], 3, 33],
    [NONE, [1, 4, 5, 2], 3, 3],
    [HALF, [1, 1, 4, 2], 1, 3],
  ])('plain, %j %j %i %i', async (...given) => { await checkWeight('plain', given, given[0] === SAME); });
  it('plain, with its sum cut into parts', async () => {
    await checkWeight('plain', [SAME, [3, 13, 11, 3], 3, 5], true, false);
  });
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 8],
    [SAME, [3, 7, 7, 8], 3, 16],
    [HALF, [3, 5, 8, 5], 3, 8],
    [ASYMMETRIC, [1, 6, 5, 33], 3, 24],
    [HALF, [1, 3, 4, 3], 1, 8],
    // In parts.
    [SAME, [3, 31, 33, 4], 3, 8],
  ])('rows, %j %j %i %i', async (...given) => { await checkWeight('rows', given, given[0] === SAME); });
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 16],
    [SAME, [3, 7, 7, 9], 3, 32],
    [NONE, [1, 4, 9, 33], 3, 16],
    // In parts.
    [SAME, [3, 31, 33, 4], 3, 16],
  ])('lanes, %j %j %i %i', async (...given) => { await checkWeight('lanes', given, given[0] === SAME); });
  it.each<Case>([
    [SAME, [1, 1, 1, 4], 3, 4],
    [SAME, [3, 7, 7, 20], 3, 36],
    [HALF, [3, 5, 8, 8], 3, 16],
    [ASYMMETRIC, [1, 12, 11, 40], 3, 8],
    // Tiles of 64, in parts.
    [SAME, [1, 13, 17, 36], 3, 68],
  ])('tiled, %j %j %i %i', async (...given) => { await checkWeight('tiled', given, given[0] === HALF); });
  it('of 1 x 1 taps is a matrix product', async () => {
    await checkWeight('matmul', [SAME, [3, 5, 7, 33], 1, 16], true);
  });
  it('sums whole numbers exactly, beyond 65,535 pixels', async () => {
    const shape = [1, 257, 256, 8];
    const x = new Array64(shape).map((_, i) => (i % 7) - 3);
    const gradient = new Array64(shape).map((_, i) => (i % 5) - 2);
    const attributes = { ...SAME, kernel: 3 };
    const wanted = at(reference.conv2dWeightGradient(attributes, x, gradient), 0);
    for (const variant of ['rows', 'tiled'] as const) {
      const got = await runOperation(held.gpu, forcedWeight(variant), [x, gradient], attributes, { traits: { software: variant === 'rows' } });
      expectClose(at(got, 0), wanted, 0, variant);
    }
  });
});

describe('the choice of kernels for the weight gradient', () => {
  const hardware: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };
  const choice = (traits: DeviceTraits, channels: number, outChannels: number, kernel = 3): WeightVariant => {
    const tensor = { id: 0, name: '', shape: [], type: 'f32', parameter: false } as const;
    const sizes = conv2dSizes('conv2d', [16, 16, 16, channels], [kernel, kernel, channels, outChannels], SAME);
    return chooseWeightVariant(traits, { x: tensor, gradient: tensor, out: tensor, accumulates: false, sizes });
  };

  it('is by device and channels', () => {
    expect(choice(hardware, 32, 64)).toBe('tiled');
    expect(choice(hardware, 3, 32)).toBe('plain');
    expect(choice({ ...hardware, software: true }, 3, 32)).toBe('rows');
    expect(choice({ ...hardware, software: true }, 32, 3)).toBe('plain');
    expect(choice({ ...hardware, software: true, subgroupSize: 4 }, 3, 32)).toBe('lanes');
    expect(choice({ ...hardware, software: true, subgroupSize: 8 }, 32, 24)).toBe('rows');
    expect(choice({ ...hardware, software: true, subgroupSize: 16 }, 32, 32)).toBe('rows');
    expect(choice(hardware, 32, 32, 1)).toBe('matmul');
  });
});
