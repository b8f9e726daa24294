import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, subgroupLanes, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { conv2d } from './conv2d.ts';
import { type Conv2dAttributes, conv2dSizes } from './conv2dGeometry.ts';
import { chooseGather, type GatherVariant, launchGather } from './conv2dVariants.ts';
import { at, type DeviceTraits, type Operation } from './operation.ts';
import type { Array64 } from './reference/array64.ts';
import * as reference from './reference/conv2d.ts';

const held = useGpu();

const SAME: Conv2dAttributes = { stride: 1, padding: 'same' };
const NONE: Conv2dAttributes = { stride: 1, padding: 'none' };
const HALF: Conv2dAttributes = { stride: 2, padding: 'symmetric' };
const ASYMMETRIC: Conv2dAttributes = { stride: 2, padding: 'asymmetric' };

/** x, the kernel's taps along an axis, and output channels. */
type Case = readonly [attributes: Conv2dAttributes, x: readonly [number, number, number, number], kernel: number, outChannels: number];

/** Kernels whose workgroups are one subgroup need to know its size; everything else is forced. */
function traitsFor(): Partial<DeviceTraits> {
  return { subgroupSize: subgroupLanes(held.gpu) };
}

/** conv2d with the choice of the kernels taken away. */
function forced(variant: GatherVariant): Operation<Conv2dAttributes> {
  return {
    ...conv2d,
    launch({ inputs, outputs, attributes, accumulates, traits, scratch }) {
      const [x, weight] = [at(inputs, 0), at(inputs, 1)];
      const sizes = conv2dSizes('conv2d', x.shape, weight.shape, attributes);
      return launchGather(variant, { x, weight, bias: inputs[2] ?? null, out: at(outputs, 0), transposed: false, accumulates, sizes }, traits, scratch);
    },
  };
}

function operands([, x, kernel, outChannels]: Case): [Array64, Array64, Array64] {
  return [randomArray(x, 1), randomArray([kernel, kernel, x[3], outChannels], 2), randomArray([outChannels], 3)];
}

/** A sum of K products in any order is off by at most K u sum |a||b| to first order (Higham, section 3.1); three more for products, bias and second order. */
function rounding(attributes: Conv2dAttributes, x: Array64, weight: Array64, bias?: Array64): Array64 {
  const terms = weight.rows + 3;
  return at(reference.conv2d(attributes, x.map(Math.abs), weight.map(Math.abs), ...(bias ? [bias.map(Math.abs)] : [])), 0).map((size) => terms * UNIT_ROUNDOFF * size);
}

/** With a bias onto nothing, and without one onto what is there: the two specialisations that occur. */
async function checkVariant(variant: GatherVariant, given: Case): Promise<void> {
  const [attributes] = given;
  const [x, weight, bias] = operands(given);
  const label = `${variant} ${JSON.stringify(given)}`;
  const [biased] = await runOperation(held.gpu, forced(variant), [x, weight, bias], attributes, { traits: traitsFor() });
  const [plain] = await runOperation(held.gpu, forced('plain'), [x, weight, bias], attributes);
  const allowed = rounding(attributes, x, weight, bias);
  const wanted = at(reference.conv2d(attributes, x, weight, bias), 0);
  if (!biased || !plain) throw new Error('There is no output.');
  expectClose(biased, wanted, allowed, label);
  expectClose(biased, plain, allowed.map((own) => 2 * own), `${label} against plain`);
}

async function checkAdding(variant: GatherVariant, given: Case): Promise<void> {
  const [attributes] = given;
  const [x, weight] = operands(given);
  const product = at(reference.conv2d(attributes, x, weight), 0);
  const before = randomArray(product.shape, 4);
  const added = await runOperation(held.gpu, forced(variant), [x, weight], attributes, { onto: [before], traits: traitsFor() });
  const sum = product.zip(before, (value, start) => value + start);
  expectClose(at(added, 0), sum, rounding(attributes, x, weight).zip(sum, (own, value) => own + UNIT_ROUNDOFF * (own + Math.abs(value))), `${variant} added`);
}

describe('conv2d kernels against the reference', () => {
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 1],
    [HALF, [3, 5, 7, 3], 3, 5],
    [ASYMMETRIC, [1, 6, 5, 33], 3, 16],
    [NONE, [1, 4, 5, 2], 3, 3],
    [HALF, [1, 4, 5, 2], 1, 3],
  ])('plain, %j', async (...given) => { await checkVariant('plain', given); });
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 8],
    [SAME, [3, 7, 7, 8], 3, 16],
    [HALF, [3, 5, 8, 5], 3, 8],
    [ASYMMETRIC, [1, 6, 5, 33], 3, 24],
    [HALF, [1, 4, 5, 3], 1, 8],
  ])('rows, %j', async (...given) => { await checkVariant('rows', given); });
  it.each<Case>([
    [SAME, [1, 1, 1, 1], 3, 16],
    [SAME, [3, 7, 7, 5], 3, 32],
    [NONE, [1, 6, 11, 33], 3, 16],
    [SAME, [5, 3, 4, 8], 3, 48],
  ])('lanes, %j', async (...given) => { await checkVariant('lanes', given); });
  it.each<Case>([
    [SAME, [1, 1, 1, 4], 3, 4],
    [SAME, [3, 7, 7, 20], 3, 36],
    [HALF, [3, 5, 8, 8], 3, 16],
    [ASYMMETRIC, [1, 12, 11, 40], 3, 8],
    // Tiles of 64, and a sum in one part.
    [SAME, [2, 64, 64, 4], 3, 36],
  ])('tiled, %j', async (...given) => { await checkVariant('tiled', given); });
  it.each<[GatherVariant, Case]>([
    ['plain', [SAME, [1, 4, 5, 3], 3, 5]],
    ['rows', [SAME, [1, 4, 5, 4], 3, 8]],
    ['lanes', [SAME, [1, 4, 5, 4], 3, 16]],
    ['tiled', [SAME, [1, 4, 5, 8], 3, 8]],
    ['tiled', [SAME, [2, 64, 64, 4], 3, 36]],
    ['matmul', [SAME, [1, 4, 5, 8], 1, 8]],
  ])('%s adds to what is there, %j', async (variant, given) => { await checkAdding(variant, given); });
  it.each([true, false])('1 x 1 taps as a matrix product, software: %s', async (software) => {
    for (const given of [[SAME, [3, 5, 7, 33], 1, 16], [SAME, [1, 1, 1, 3], 1, 1]] satisfies Case[]) {
      const inputs = operands(given);
      const got = await runOperation(held.gpu, conv2d, inputs, SAME, { traits: { software } });
      expectClose(at(got, 0), at(reference.conv2d(SAME, ...inputs), 0), rounding(SAME, ...inputs));
    }
  });
});

describe('the choice of kernels', () => {
  const hardware: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };
  const software = { ...hardware, software: true };
  const choice = (traits: DeviceTraits, channels: number, outChannels: number, kernel = 3, transposed = false): GatherVariant => {
    const tensor = { id: 0, name: '', shape: [], type: 'f32', parameter: false } as const;
    const sizes = conv2dSizes('conv2d', [16, 16, 16, channels], [kernel, kernel, channels, outChannels], SAME);
    return chooseGather(traits, { x: tensor, weight: tensor, bias: null, out: tensor, transposed, accumulates: false, sizes });
  };

  it('uses tiles on a GPU, and one thread an element for the first and last layer', () => {
    expect(choice(hardware, 32, 64)).toBe('tiled');
    expect(choice(hardware, 3, 32)).toBe('plain');
    expect(choice(hardware, 32, 3)).toBe('plain');
    expect(choice({ ...hardware, maxInvocations: 128 }, 32, 32)).toBe('plain');
  });
  it('uses lanes on a software adapter with subgroups of 4 or 8, for 3 x 3 taps at stride 1 where 16 divides the channels written', () => {
    for (const subgroupSize of [4, 8]) {
      expect(choice({ ...software, subgroupSize }, 3, 32)).toBe('lanes');
      expect(choice({ ...software, subgroupSize }, 32, 24)).toBe('rows');
      expect(choice({ ...software, subgroupSize }, 32, 3, 3, true)).toBe('lanes');
      expect(choice({ ...software, subgroupSize }, 32, 32, 1)).toBe('matmul');
    }
    expect(choice({ ...software, subgroupSize: 16 }, 3, 32)).toBe('rows');
    expect(choice({ ...hardware, subgroupSize: 8 }, 32, 32)).toBe('tiled');
  });
  it('uses rows on a software adapter where 8 divides the channels written', () => {
    expect(choice(software, 3, 32)).toBe('rows');
    expect(choice(software, 32, 3)).toBe('plain');
    expect(choice(software, 32, 3, 3, true)).toBe('rows');
  });
  it('leaves 1 x 1 taps to the matrix product', () => {
    expect(choice(software, 32, 3, 1)).toBe('matmul');
    expect(choice(hardware, 32, 64, 1, true)).toBe('matmul');
  });
});

describe('the size of the output', () => {
  it.each([
    // As torch.nn.functional.conv2d gives them; asymmetric after F.pad(x, (0, 1, 0, 1)).
    [SAME, [5, 8], 3, [5, 8]], [SAME, [1, 1], 3, [1, 1]], [SAME, [5, 8], 1, [5, 8]],
    [HALF, [5, 8], 3, [3, 4]], [HALF, [1, 2], 3, [1, 1]], [HALF, [5, 8], 1, [3, 4]],
    [ASYMMETRIC, [5, 8], 3, [2, 4]], [ASYMMETRIC, [2, 3], 3, [1, 1]],
    [NONE, [5, 8], 3, [3, 6]], [{ stride: 2, padding: 'none' }, [5, 8], 3, [2, 3]],
  ] as const)('%j %j with %i taps: %j', (attributes, [height, width], kernel, wanted) => {
    const { outHeight, outWidth } = conv2dSizes('conv2d', [1, height, width, 2], [kernel, kernel, 2, 4], attributes);
    expect([outHeight, outWidth]).toEqual(wanted);
  });
});

describe('the gradient of conv2d', () => {
  it.each<Case>([
    [SAME, [2, 2, 3, 2], 3, 3], [HALF, [1, 4, 3, 2], 3, 2], [ASYMMETRIC, [1, 4, 3, 2], 3, 2], [NONE, [1, 3, 4, 2], 3, 2],
    [SAME, [1, 2, 3, 2], 1, 3], [HALF, [1, 3, 4, 2], 1, 2],
  ])('the reference is the derivative, %j', (...given) => {
    finiteDifferenceCheck(reference.conv2d, reference.conv2dGradient, given[0], operands(given));
  });

  // The rule is the same whatever the kernel, and the kernels have tests of their own in conv2dGradient.test.ts.
  it.each<{ given: Case; software: boolean; bias: boolean }>([
    { given: [SAME, [3, 5, 4, 8], 3, 8], software: true, bias: true },
    { given: [ASYMMETRIC, [1, 6, 5, 3], 3, 5], software: true, bias: false },
    { given: [SAME, [2, 3, 5, 16], 1, 8], software: true, bias: true },
    { given: [HALF, [1, 6, 5, 16], 3, 16], software: false, bias: true },
  ])('%j', async ({ given, software, bias }) => {
    const [attributes] = given;
    const inputs = operands(given).slice(0, bias ? 3 : 2);
    const sizes = inputs.map((input) => input.map(Math.abs));
    const [x, weight] = [at(inputs, 0), at(inputs, 1)];
    const { batch, outHeight, outWidth, outChannels } = conv2dSizes('conv2d', x.shape, weight.shape, attributes);
    // |d_out| < 5 for normals of this number; the longest sums are over the pixels, or over taps and output channels.
    const gradient = randomArray([batch, outHeight, outWidth, outChannels], 5).map(() => 5);
    const bounds = reference.conv2dGradient(attributes, at(sizes, 0), at(sizes, 1), ...sizes.slice(2), gradient);
    const terms = Math.max(batch * outHeight * outWidth, at(weight.shape, 0) ** 2 * outChannels) + 2;
    await checkGradient(held.gpu, conv2d, {
      inputs, attributes, gradient: reference.conv2dGradient, traits: { software },
      tolerance: (input) => at(bounds, input).map((size) => terms * UNIT_ROUNDOFF * size),
    });
  });
});

describe('wrong operands', () => {
  const infer = (attributes: Conv2dAttributes, x: readonly number[], weight: readonly number[]) => () => conv2dSizes('conv2d', x, weight, attributes);

  it('are told', async () => {
    expect(infer(SAME, [2, 4, 4], [3, 3, 4, 4])).toThrow('conv2d: x has shape [2, 4, 4], but images [N, H, W, C] are wanted.');
    expect(infer(SAME, [2, 4, 4, 4], [5, 5, 4, 4])).toThrow('conv2d: the weight has shape [5, 5, 4, 4], but [1, 1, C, O] or [3, 3, C, O] is wanted.');
    expect(infer(SAME, [2, 4, 4, 4], [3, 3, 5, 4])).toThrow('conv2d: x has 4 channels, but the weight [3, 3, 5, 4] takes 5.');
    expect(infer({ stride: 2, padding: 'same' }, [2, 4, 4, 4], [3, 3, 4, 4])).toThrow('needs stride 1, not 2; take "symmetric" or "asymmetric"');
    expect(infer(ASYMMETRIC, [2, 1, 4, 4], [3, 3, 4, 4])).toThrow('an image of 1 x 4 with padding "asymmetric" is smaller than the 3 x 3 kernel.');
    const [x, weight] = operands([SAME, [1, 2, 2, 2], 3, 3]);
    await expect(runOperation(held.gpu, conv2d, [x, weight, randomArray([4], 3)], SAME)).rejects.toThrow('conv2d: the bias has shape [4], but [3] fits');
  });
});
