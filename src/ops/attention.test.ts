import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, subgroupLanes, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { attention, attentionKeyValueGradient, attentionQueryGradient, attentionRowDot } from './attention.ts';
import { type AttentionVariant, chooseAttention } from './attentionVariants.ts';
import { at, type DeviceTraits } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/attention.ts';

const held = useGpu();
const hardware: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };
const software: DeviceTraits = { ...hardware, software: true };

/** Traits of a device that takes this variant. */
function traitsFor(variant: AttentionVariant): DeviceTraits {
  switch (variant) {
    case 'tile': return hardware;
    case 'rows': return software;
    case 'lanes': return { ...software, subgroupSize: subgroupLanes(held.gpu) };
    case 'plain': return { ...hardware, maxInvocations: 32 };
  }
}

/** Samples, tokens, heads, width. */
type Sizes = readonly [number, number, number, number];

function inputsOf([samples, tokens, heads, width]: Sizes, size = 1): [Array64, Array64, Array64] {
  const shape = [samples, tokens, heads * width];
  const scaled = (seed: number): Array64 => randomArray(shape, seed).map((value) => Math.fround(size * value));
  return [scaled(1), scaled(2), randomArray(shape, 3)];
}

/**
 * The relative error of a probability. A score sums `width` products of the rounded scale: (width + 3) u times the sum of
 * their sizes, and the log sum carries the same once more, with a rounding of its own size each. WGSL promises exp to
 * 3 + 2 |x| units of 2 u, log to 2^-21 near 1. Online, every quad or chunk of keys may add a factor exp(x): T / 4 of them
 * with exponents that add up to the range of the scores. A row sums T terms.
 */
function probabilityError([, tokens, heads, width]: Sizes, [q, k]: readonly Array64[]): number {
  if (!q || !k) return Number.NaN;
  const scores: number[] = [];
  let size = 0;
  for (let row = 0; row < q.rows; row += 1) {
    for (let other = row - row % tokens; other < row - row % tokens + tokens; other += 1) {
      for (let head = 0; head < heads; head += 1) {
        let [sum, sizes] = [0, 0];
        for (let d = head * width; d < (head + 1) * width; d += 1) {
          sum += q.get(row, d) * k.get(other, d) / Math.sqrt(width);
          sizes += Math.abs(q.get(row, d) * k.get(other, d)) / Math.sqrt(width);
        }
        scores.push(sum);
        size = Math.max(size, sizes);
      }
    }
  }
  const range = Math.min(100, scores.reduce((most, score) => Math.max(most, score), -Infinity) - scores.reduce((least, score) => Math.min(least, score), Infinity));
  return Math.expm1(2 * (width + 5) * UNIT_ROUNDOFF * size + (4 * tokens + 32 + 8 * range) * UNIT_ROUNDOFF + 2 ** -21);
}

/** Each output is a weighted sum of values whose weights sum to 1. */
function outputErrors(sizes: Sizes, [q, k, v]: readonly [Array64, Array64, Array64]): Array64 {
  const relative = probabilityError(sizes, [q, k]);
  return at(reference.attention({ heads: sizes[2] }, q, k, v.map(Math.abs)), 0).map((weighted) => weighted * (relative + (sizes[1] + 4) * UNIT_ROUNDOFF));
}

async function checkForward(variant: AttentionVariant, sizes: Sizes, size = 1): Promise<Array64> {
  const inputs = inputsOf(sizes, size);
  const own = { heads: sizes[2] };
  const [out, logSums] = await runOperation(held.gpu, attention, inputs, own, { traits: traitsFor(variant) });
  const [wanted, wantedSums] = reference.attention(own, ...inputs);
  if (!out || !logSums || !wanted || !wantedSums) throw new Error('There are two outputs.');
  expectClose(out, wanted, outputErrors(sizes, inputs), `${variant} of ${sizes.join(', ')}`);
  const relative = probabilityError(sizes, inputs);
  expectClose(logSums, wantedSums, wantedSums.map((value) => relative + 2 * UNIT_ROUNDOFF * Math.abs(value)), 'log sums');
  return out;
}

/** Every variant makes these. */
const GRADIENT_SIZES: Sizes = [2, 33, 2, 8];

/**
 * |d_out| < 5 for normals of this number. With B the largest sum of |d_out||v| over a head's width, P the largest sum of
 * a column's probabilities and r the relative error of a probability: d_score = p (d_p - row_dot) is off by
 * p B (3 r + 2 (width + 3) u), sums over a row or column of it add (T + 3) u of their size.
 */
function gradientErrors(sizes: Sizes, [q, k, v]: readonly [Array64, Array64, Array64]): (input: number) => number {
  const [, tokens, heads, width] = sizes;
  const largest = (array: Array64): number => Math.max(...array.data.map(Math.abs));
  const relative = probabilityError(sizes, [q, k]);
  const most = 5 * width * largest(v);
  const score = most * (3 * relative + 2 * (width + tokens + 6) * UNIT_ROUNDOFF) / Math.sqrt(width);
  // d_v of d_out = 1 is the sum of each column's probabilities.
  const columns = largest(at(reference.attentionGradient({ heads }, q, k, v, q.map(() => 1)), 2));
  return (input) => at([score * largest(k), score * columns * largest(q), columns * 5 * (relative + (tokens + 3) * UNIT_ROUNDOFF)], input);
}

describe.each(['tile', 'rows', 'lanes', 'plain'] as const)('attention, %s', (variant) => {
  it.each<Sizes>([[2, 1, 1, 8], [2, 16, 4, 8], [1, 64, 1, variant === 'lanes' ? 16 : 32], [3, 65, 2, 4]])('of %i x %i tokens, %i heads of %i', async (...sizes) => {
    expect(chooseAttention(traitsFor(variant), { samples: sizes[0], tokens: sizes[1], heads: sizes[2], width: sizes[3] })).toBe(variant);
    await checkForward(variant, sizes);
  });

  it('is safe with scores of 1e4 and -1e4, which overflow exp', async () => {
    const sizes: Sizes = [2, 16, 4, 8];
    const [q, k] = inputsOf(sizes, 80);
    const scores = Array.from({ length: 256 }, (_, pair) =>
      Array.from({ length: 8 }, (_entry, d) => q.get(Math.floor(pair / 16), d) * k.get(pair % 16, d) / Math.sqrt(8)).reduce((sum, term) => sum + term, 0));
    expect(Math.max(...scores)).toBeGreaterThan(1e4);
    expect(Math.min(...scores)).toBeLessThan(-1e4);
    const out = await checkForward(variant, sizes, 80);
    expect(out.data.every(Number.isFinite)).toBe(true);
  });

  it('has a gradient', async () => {
    const inputs = inputsOf(GRADIENT_SIZES);
    await checkGradient(held.gpu, attention, {
      inputs, attributes: { heads: GRADIENT_SIZES[2] }, traits: traitsFor(variant), gradient: reference.attentionGradient, tolerance: gradientErrors(GRADIENT_SIZES, inputs),
    });
  });
});

it('attention, lanes, has a gradient of heads as wide as it takes, with 3 tokens beyond a multiple of 4', async () => {
  const sizes: Sizes = [1, 35, 2, 16];
  const inputs = inputsOf(sizes);
  await checkGradient(held.gpu, attention, {
    inputs, attributes: { heads: 2 }, traits: traitsFor('lanes'), gradient: reference.attentionGradient, tolerance: gradientErrors(sizes, inputs),
  });
});

describe('heads whose width is no multiple of 4', () => {
  it.each<[AttentionVariant, Sizes]>([['tile', [2, 7, 2, 3]], ['tile', [1, 65, 4, 1]], ['plain', [2, 7, 2, 3]], ['plain', [1, 65, 4, 1]]])('%s, %j', async (variant, sizes) => {
    await checkForward(variant, sizes);
  });

  it.each(['tile', 'plain'] as const)('have a gradient, %s', async (variant) => {
    const inputs = inputsOf([2, 7, 2, 3]);
    await checkGradient(held.gpu, attention, {
      inputs, attributes: { heads: 2 }, traits: traitsFor(variant), gradient: reference.attentionGradient, tolerance: gradientErrors([2, 7, 2, 3], inputs),
    });
  });
});

describe('attention', () => {
  it.each<Sizes>([[1, 1, 1, 1], [2, 5, 2, 3], [1, 7, 1, 4]])('the reference is the derivative, %j', (...sizes) => {
    const forward = (own: { heads: number }, ...all: Array64[]): readonly Array64[] => reference.attention(own, at(all, 0), at(all, 1), at(all, 2)).slice(0, 1);
    finiteDifferenceCheck(forward, (own, ...all) => reference.attentionGradient(own, at(all, 0), at(all, 1), at(all, 2), at(all, 3)), { heads: sizes[2] }, inputsOf(sizes));
  });

  it('averages the values where all scores are equal', async () => {
    const [, k, v] = inputsOf([1, 16, 4, 8]);
    const [out, logSums] = await runOperation(held.gpu, attention, [k.map(() => 0), k, v], { heads: 4 }, { traits: traitsFor('tile') });
    const average = v.map((_, index) => Array.from({ length: 16 }, (_entry, t) => v.get(t, index % 32)).reduce((sum, value) => sum + value, 0) / 16);
    // 16 terms below 5 in size, and a division.
    expectClose(out ?? v, average, 20 * 5 * UNIT_ROUNDOFF);
    expectClose(logSums ?? v, new Array64([1, 4, 16]).map(() => Math.log(16)), 2 ** -20);
  });

  it('of a row dot is the reference', async () => {
    const [out, gradient] = inputsOf([2, 33, 2, 8]);
    const got = await runOperation(held.gpu, attentionRowDot, [out, gradient], { heads: 2 });
    const sizes = at(reference.attentionRowDot({ heads: 2 }, out.map(Math.abs), gradient.map(Math.abs)), 0);
    expectClose(at(got, 0), at(reference.attentionRowDot({ heads: 2 }, out, gradient), 0), sizes.map((size) => 10 * UNIT_ROUNDOFF * size));
  });

  it('is the same in all variants, as far as rounding lets it', async () => {
    const [tile, rows, lanes, plain] = await Promise.all((['tile', 'rows', 'lanes', 'plain'] as const).map(async (variant) =>
      at(await runOperation(held.gpu, attention, inputsOf([2, 16, 4, 8]), { heads: 4 }, { traits: traitsFor(variant) }), 0)));
    if (!tile || !rows || !lanes || !plain) throw new Error('Four variants ran.');
    const allowed = outputErrors([2, 16, 4, 8], inputsOf([2, 16, 4, 8])).map((error) => 2 * error);
    expectClose(tile, plain, allowed);
    expectClose(rows, plain, allowed);
    expectClose(lanes, plain, allowed);
  });

  it('gives the same bits each time', async () => {
    const run = async (): Promise<Array64> => at(await runOperation(held.gpu, attention, inputsOf([2, 16, 4, 8]), { heads: 4 }), 0);
    expect((await run()).data).toEqual((await run()).data);
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    // One token attends to itself alone. The kernels with tiles fold alike, and take long over so many barriers on a CPU.
    const samples = 65_537;
    const [q, k, v] = [2, 3, 1].map((factor) => new Array64([samples, 1, 4]).map((_, index) => (index * factor) % 251));
    if (!q || !k || !v) throw new Error('There are three inputs.');
    const [out] = await runOperation(held.gpu, attention, [q, k, v], { heads: 1 }, { traits: traitsFor('rows') });
    expectClose(out ?? q, v, 251 * 8 * UNIT_ROUNDOFF);
  });

  it('chooses by device and width', () => {
    const choice = (traits: Partial<DeviceTraits>, width: number): AttentionVariant => chooseAttention({ ...hardware, ...traits }, { samples: 1, tokens: 64, heads: 1, width });
    expect([choice({}, 8), choice({}, 3), choice({}, 128), choice({}, 256)]).toEqual(['tile', 'tile', 'tile', 'plain']);
    expect([choice(software, 8), choice(software, 256), choice(software, 3)]).toEqual(['rows', 'rows', 'plain']);
    for (const subgroupSize of [4, 8]) {
      const own = { ...software, subgroupSize };
      expect([choice(own, 4), choice(own, 16), choice(own, 20), choice(own, 3)]).toEqual(['lanes', 'lanes', 'rows', 'plain']);
    }
    expect(choice({ ...software, subgroupSize: 16 }, 16)).toBe('rows');
    expect(choice({ maxWorkgroupBytes: 2048 }, 128)).toBe('plain');
  });

  it('tells what does not fit', async () => {
    const [q, k, v] = inputsOf([2, 3, 2, 3]);
    const attempt = (inputs: readonly Array64[], heads: number): Promise<Array64[]> => runOperation(held.gpu, attention, inputs, { heads });
    await expect(attempt([q, k, v], 4)).rejects.toThrow('attention: 6 channels cannot be cut into 4 heads of one width. Choose a number of heads that divides the channels.');
    await expect(attempt([q, k, v], 0)).rejects.toThrow('attention: 6 channels cannot be cut into 0 heads of one width.');
    await expect(attempt([q, new Array64([2, 4, 6]), v], 2)).rejects.toThrow('attention: k has shape [2, 4, 6], but [2, 3, 6] fits the other inputs.');
    await expect(attempt([q, k, new Array64([2, 3, 4])], 2)).rejects.toThrow('attention: v has shape [2, 3, 4], but [2, 3, 6] fits the other inputs.');
    await expect(attempt([new Array64([6, 6]), k, v], 2)).rejects.toThrow("attention: q has shape [6, 6], but [N, T, heads * width] is wanted: give an image's pixels as its T tokens.");
    const sums = new Array64([2, 2, 3]);
    await expect(runOperation(held.gpu, attentionQueryGradient, [q, k, v, sums, new Array64([2, 3]), q], { heads: 2 })).rejects.toThrow('attentionQueryGradient: the row dots has shape [2, 3], but [2, 2, 3] fits the other inputs.');
    await expect(runOperation(held.gpu, attentionKeyValueGradient, [q, k, v, sums, sums, new Array64([2, 3, 5])], { heads: 2 })).rejects.toThrow('attentionKeyValueGradient: d_out has shape [2, 3, 5], but [2, 3, 6] fits the other inputs.');
  });
});
