import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { groupNorm, type GroupNormAttributes, groupNormBackward, groupNormPlan } from './groupNorm.ts';
import { at, type DeviceTraits } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/groupNorm.ts';

const held = useGpu();
const hardware: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };
const software: DeviceTraits = { ...hardware, software: true };
/** One launch; three launches with 32 lanes to a group; three without barriers. */
const VARIANTS = { whole: hardware, parts: { ...hardware, maxInvocations: 128 }, software } as const;
type Variant = keyof typeof VARIANTS;

const attributes = (groups: number, silu = false, epsilon = 1e-5): GroupNormAttributes => ({ groups, epsilon, silu });

/** x of the given mean and deviation, scale and shift of either sign. */
function inputsOf(shape: readonly number[], mean = 0, deviation = 1): [Array64, Array64, Array64] {
  const channels = shape.at(-1) ?? 1;
  return [randomArray(shape, 1).map((value) => Math.fround(mean + deviation * value)), randomArray([channels], 2), randomArray([channels], 3)];
}

/** The longest chain of additions of a variant: within a part, over parts and channels; or in a thread and over threads. */
function longestSum(variant: Variant, shape: readonly number[], groups: number): number {
  const { pixels, channels, slab, parts, partPixels } = groupNormPlan(VARIANTS[variant], shape, groups);
  const width = channels / groups;
  return slab === null ? partPixels + parts * width : Math.ceil(pixels / Math.floor(256 / (slab * width))) + 16;
}

/**
 * How far the normalised value may be off. With D the largest |x - mean| of a group and chains of T additions: the mean,
 * summed from a value of the group on, by 2 u |mean| + 2 D (T + 4) u; the variance by the factor (T + 6) u and that error
 * squared; WGSL promises inverseSqrt to 2 units in the last place, 4 u.
 */
function normalisedErrors({ groups }: GroupNormAttributes, x: Array64, moments: Array64, terms: number): Array64 {
  const [perSample, width] = [x.data.length / at(x.shape, 0), x.columns / groups];
  const group = (index: number): number => Math.floor(index / perSample) * groups + Math.floor((index % x.columns) / width);
  const largest = new Map<number, number>();
  x.data.forEach((value, index) => largest.set(group(index), Math.max(largest.get(group(index)) ?? 0, Math.abs(value - moments.get(group(index), 0)))));
  return x.map((value, index) => {
    const [mean, reciprocal, spread] = [moments.get(group(index), 0), moments.get(group(index), 1), largest.get(group(index)) ?? 0];
    const shifted = (2 * Math.abs(mean) + 2 * spread * (terms + 4)) * UNIT_ROUNDOFF;
    const relative = ((terms + 6) * UNIT_ROUNDOFF + (shifted * reciprocal) ** 2) / 2 + 7 * UNIT_ROUNDOFF;
    return reciprocal * (shifted + relative * Math.abs(value - mean));
  });
}

/** y = scale n + shift: a product and a sum. silu'(y) is below 1.1, exp is good to 3 + 2 |y| units, division to 2.5. */
function outputErrors(own: GroupNormAttributes, [x, scale, shift]: readonly [Array64, Array64, Array64], terms: number): Array64 {
  const [affine, moments] = reference.groupNorm({ ...own, silu: false }, x, scale, shift);
  if (!affine || !moments) throw new Error('The reference makes two outputs.');
  const errors = normalisedErrors(own, x, moments, terms);
  return errors.map((error, index) => {
    const channel = index % x.columns;
    const y = affine.data[index] ?? 0;
    const off = Math.abs(scale.get(0, channel)) * error + 2 * UNIT_ROUNDOFF * (Math.abs(y) + Math.abs(y - shift.get(0, channel)));
    return own.silu ? 1.1 * off + UNIT_ROUNDOFF * (24 + 8 * Math.abs(y)) * Math.abs(y) : off;
  });
}

async function checkForward(variant: Variant, shape: readonly number[], own: GroupNormAttributes, mean = 0, deviation = 1): Promise<void> {
  const inputs = inputsOf(shape, mean, deviation);
  const [out, moments] = await runOperation(held.gpu, groupNorm, inputs, own, { traits: VARIANTS[variant] });
  const [wanted, wantedMoments] = reference.groupNorm(own, ...inputs);
  if (!out || !moments || !wanted || !wantedMoments) throw new Error('There are two outputs.');
  const terms = longestSum(variant, shape, own.groups);
  expectClose(out, wanted, outputErrors(own, inputs, terms), `${variant} [${shape.join(', ')}]`);
  // No value lies 5 deviations off for these numbers, so D is below 10 between two of them.
  const meanError = (value: number): number => (2 * Math.abs(value) + 10 * deviation * (terms + 4)) * UNIT_ROUNDOFF;
  expectClose(moments, wantedMoments, wantedMoments.map((value, index) =>
    (index % 2 === 0 ? meanError(value) : value * ((terms + 20) * UNIT_ROUNDOFF + (meanError(wantedMoments.data[index - 1] ?? 0) * value) ** 2))), 'moments');
}

describe.each(['whole', 'parts', 'software'] as const)('groupNorm, %s', (variant) => {
  it.each([
    [[1, 1, 1], attributes(1)],
    [[2, 7, 9, 12], attributes(3, true)],
    [[3, 65, 10], attributes(5)],
    [[1, 13, 17, 33], attributes(1)],
  ] as const)('of shape %j with %j', async (shape, own) => { await checkForward(variant, shape, own); });

  it('keeps its accuracy where the mean is 1000 times the deviation', async () => {
    await checkForward(variant, [2, 7, 9, 12], attributes(3, true), 1000, 1);
  });

  it('has a gradient', async () => {
    const own = attributes(3, true);
    const inputs = inputsOf([2, 5, 7, 12]);
    await checkGradient(held.gpu, groupNorm, {
      inputs, attributes: own, traits: VARIANTS[variant], gradient: reference.groupNormGradient,
      tolerance: gradientErrors(own, inputs, longestSum(variant, [2, 5, 7, 12], 3)),
    });
  });
});

/**
 * From the largest error E of n and Y of y, |d_out| < 5 for normals of this number, |silu'| < 1.1 and |silu''| <= 0.5:
 * d_y is off by F = 5 (Y / 2 + 16 units of its exp and divisions); the group's means of d_n and d_n n add chains of T roundings.
 */
function gradientErrors(own: GroupNormAttributes, inputs: readonly [Array64, Array64, Array64], terms: number): (input: number) => number {
  const [x, scale, shift] = inputs;
  const largest = (array: Array64): number => Math.max(...array.data.map(Math.abs));
  const plain = { ...own, silu: false };
  const [y, moments] = reference.groupNorm(plain, x, scale, shift);
  if (!y || !moments) throw new Error('The reference makes two outputs.');
  const [n] = reference.groupNorm(plain, x, scale.map(() => 1), shift.map(() => 0));
  const [e, yError] = [largest(normalisedErrors(own, x, moments, terms)), largest(outputErrors(plain, inputs, terms))];
  const [nMost, sMost, yMost] = [n ? largest(n) : 0, largest(scale), largest(y)];
  const most = 5 * 1.1;
  const dY = 5 * (yError / 2 + (32 + 8 * yMost) * UNIT_ROUNDOFF);
  const chain = (terms + 6) * UNIT_ROUNDOFF;
  const firstMean = dY + most * chain;
  const secondMean = dY * nMost + most * e + most * nMost * chain;
  const reciprocal = Math.max(...moments.data.filter((_, index) => index % 2 === 1));
  const dX = reciprocal * sMost * (dY + firstMean + nMost * secondMean + 2 * e * most * nMost + 12 * UNIT_ROUNDOFF * most * (2 + nMost * nMost));
  const count = x.data.length / x.columns;
  return (input) => at([dX, count * secondMean, count * firstMean], input);
}

describe('groupNorm', () => {
  it.each([attributes(2), attributes(2, true), attributes(1, true), attributes(6)])('the reference is the derivative, %j', (own) => {
    const forward = (given: GroupNormAttributes, ...inputs: Array64[]): readonly Array64[] => reference.groupNorm(given, at(inputs, 0), at(inputs, 1), at(inputs, 2)).slice(0, 1);
    finiteDifferenceCheck(forward, (given, ...all) => reference.groupNormGradient(given, at(all, 0), at(all, 1), at(all, 2), at(all, 3)), own, inputsOf([2, 5, 6]));
  });

  it('normalises: mean 0, deviation 1, for one group of one sample', () => {
    const [out] = reference.groupNorm(attributes(1, false, 1e-12), new Array64([1, 2, 2], [1, 2, 3, 4]), new Array64([2], [1, 1]), new Array64([2]));
    expectClose(out ?? new Array64([0]), new Array64([1, 2, 2], [-3, -1, 1, 3].map((value) => value / Math.sqrt(5))), 1e-11);
  });

  it('is zero with SiLU where it is very negative, and the value itself where it is very positive', async () => {
    const x = new Array64([1, 4, 1], [-1, 1, -1, 1]);
    const [out] = await runOperation(held.gpu, groupNorm, [x, new Array64([1], [1e4]), new Array64([1])], attributes(1, true, 1e-12), { traits: hardware });
    // 1e4 silu'd is itself; inverseSqrt is good to 4 u, three roundings more.
    expectClose(out ?? x, new Array64([1, 4, 1], [0, 1e4, 0, 1e4]), 1e4 * 8 * UNIT_ROUNDOFF);
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    // One pixel a sample: the same count of threads in each stage, and of workgroups that merge.
    const x = new Array64([65_537, 1, 64]).map((_, index) => (index % 2 === 0 ? -3 : 5));
    const [out] = await runOperation(held.gpu, groupNorm, [x, new Array64([64]).map(() => 2), new Array64([64]).map(() => 1)], attributes(1), { traits: software });
    const y = 2 * 4 / Math.sqrt(16 + 1e-5);
    // Whole numbers with mean 1, whose sums are exact; inverseSqrt is good to 4 u, then three roundings.
    expectClose(out ?? x, x.map((value) => 1 + (value < 0 ? -y : y)), 8 * 3 * UNIT_ROUNDOFF);
  });

  it('gives the same bits each time', async () => {
    const inputs = inputsOf([2, 7, 9, 12]);
    const [first] = await runOperation(held.gpu, groupNorm, inputs, attributes(3, true), { traits: VARIANTS.parts });
    const [second] = await runOperation(held.gpu, groupNorm, inputs, attributes(3, true), { traits: VARIANTS.parts });
    expect(first?.data).toEqual(second?.data);
  });

  it('makes each sample by itself', () => {
    const inputs = inputsOf([2, 9, 4]);
    const [both] = reference.groupNorm(attributes(2), ...inputs);
    const [alone] = reference.groupNorm(attributes(2), new Array64([1, 9, 4], inputs[0].data.slice(36)), inputs[1], inputs[2]);
    expect(both?.data.slice(36)).toEqual(alone?.data);
  });

  it('chooses one launch for small images on GPUs alone', () => {
    expect(groupNormPlan(hardware, [16, 32, 32, 64], 32).slab).toBe(8);
    expect(groupNormPlan(hardware, [16, 64, 64, 64], 32).slab).toBeNull();
    expect(groupNormPlan(hardware, [16, 4, 4, 1024], 2).slab).toBeNull();
    expect(groupNormPlan(software, [16, 32, 32, 64], 32).slab).toBeNull();
  });

  it('tells what does not fit', async () => {
    const [x, scale, shift] = inputsOf([2, 3, 6]);
    await expect(runOperation(held.gpu, groupNorm, [x, scale, shift], attributes(4))).rejects.toThrow('groupNorm: 6 channels cannot be cut into 4 groups of one size. Choose a number of groups that divides the channels.');
    await expect(runOperation(held.gpu, groupNorm, [x, scale, shift], attributes(2, true, 0))).rejects.toThrow('groupNorm: epsilon is 0, but it must be positive, e.g. 1e-5.');
    await expect(runOperation(held.gpu, groupNorm, [x, new Array64([5]), shift], attributes(2))).rejects.toThrow('groupNorm: scale has shape [5], but [6] fits the other inputs.');
    await expect(runOperation(held.gpu, groupNorm, [new Array64([6]), scale, shift], attributes(2))).rejects.toThrow('groupNorm: x has shape [6], but [N, ..., C] is wanted, samples first and channels last.');
    await expect(runOperation(held.gpu, groupNormBackward, [x, scale, shift, new Array64([2, 2, 2]), new Array64([2, 3, 5])], attributes(2))).rejects.toThrow('groupNormBackward: d_out has shape [2, 3, 5], but [2, 3, 6] fits the other inputs.');
  });
});
