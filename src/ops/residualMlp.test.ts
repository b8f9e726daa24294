import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage, type BufferRange } from '../engine/program.ts';
import { readFloats } from '../gpu/readback.ts';
import { expectClose, finiteDifferenceCheck, randomArray, randomIndices, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { backwardErrors, networkErrors } from '../node/residualMlpRounding.ts';
import { runSteps } from '../node/stepCheck.ts';
import { activation } from './activation.ts';
import { add } from './add.ts';
import { linear } from './linear.ts';
import { at, type DeviceTraits, elements, type Tensor } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/residualMlp.ts';
import { residualMlp, residualMlpBackward, residualMlpWeightGradient } from './residualMlp.ts';
import { mlpLayout, type MlpSizes, paddedRows } from './residualMlpLayout.ts';
import { ZERO_STEP } from './stepUniform.ts';

const held = useGpu();
const TIMESTEPS = 9;

/** Batches round the 32 rows of padding, widths and depths at the ends of their ranges, inputs that fill no tile. */
const shapes = [
  { batch: 1, sizes: { width: 16, depth: 1, frequencies: 1, embedding: 2 } },
  { batch: 31, sizes: { width: 48, depth: 3, frequencies: 3, embedding: 8 } },
  { batch: 32, sizes: { width: 16, depth: 3, frequencies: 5, embedding: 4 } },
  { batch: 33, sizes: { width: 128, depth: 1, frequencies: 16, embedding: 32 } },
  { batch: 97, sizes: { width: 256, depth: 1, frequencies: 2, embedding: 6 } },
];
/** The kernels for CPUs, for CPUs whose driver has subgroups of a fixed size, and for GPUs. */
const variants = ['rows', 'lanes', 'tile'] as const;
type Variant = (typeof variants)[number];

/** Traits for which the variant is chosen. A test device without subgroups of a fixed size runs 'lanes' as 'rows'. */
function traitsFor(variant: Variant): Partial<DeviceTraits> {
  const { subgroupSize } = held.gpu.facts;
  return { software: variant !== 'tile', ...(variant === 'lanes' && subgroupSize !== undefined ? { subgroupSize } : {}) };
}

// A subgroup's kernels differ from 'rows' in the reading of weights only, and take long to compile on CPUs: two shapes are enough.
const cases = shapes.flatMap((shape) => variants.filter((variant) => variant !== 'lanes' || shape.batch === 31 || shape.batch === 33).map((variant) => ({ ...shape, variant, name: `${shape.batch} rows, width ${shape.sizes.width}, depth ${shape.sizes.depth}, ${variant}` })));

/** An arena with weights of the usual size and zeros in its gaps. */
function randomArena(sizes: MlpSizes, seed: number): Array64 {
  const arena = new Array64([mlpLayout(sizes).total]);
  // The weight gradient of one row of ones touches every parameter and no gap.
  const rows = (units: number): Array64 => new Array64([units, 32]).map((_, index) => (index % 32 === 0 ? 1 : 0));
  const used = at(reference.residualMlpWeightGradient(sizes, rows(mlpLayout(sizes).inputs + (sizes.depth + 1) * sizes.width), rows((sizes.depth + 1) * sizes.width + 2)), 0);
  return randomArray(arena.shape, seed).zip(used, (value, part) => Math.fround(part * value / Math.sqrt(sizes.width)));
}

function inputsOf(batch: number, sizes: MlpSizes): [Array64, Array64, Array64, Array64, Array64] {
  return [
    randomArray([batch, 2], 1), randomIndices(batch, TIMESTEPS, 2), randomArray([sizes.frequencies, 2], 3).map((f) => Math.fround(0.1 * f)),
    randomArray([TIMESTEPS, sizes.embedding], 4), randomArena(sizes, 5),
  ];
}

const splitUnits = (saved: Array64, widths: readonly number[], batch: number): Array64[] => {
  let first = 0;
  return widths.map((width) => {
    first += width;
    return reference.savedUnits(saved, first - width, width, batch);
  });
};
const hiddenWidths = ({ width, depth }: MlpSizes): number[] => Array.from({ length: depth + 1 }, () => width);

describe('the references of the residual MLP', () => {
  it('have the gradient of the prediction with respect to the arena', () => {
    const sizes = { width: 16, depth: 2, frequencies: 1, embedding: 2 };
    const [x, timesteps, frequencies, table, arena] = inputsOf(3, sizes);
    const forward = (weights: Array64): Array64[] => reference.residualMlp(sizes, x, timesteps, frequencies, table, weights);
    finiteDifferenceCheck(
      (_, weights) => (weights ? [at(forward(weights), 0)] : []),
      (_, weights, dPrediction) => {
        if (!weights || !dPrediction) return [];
        const [, layerInput, pre] = forward(weights);
        if (!layerInput || !pre) return [];
        return reference.residualMlpWeightGradient(sizes, layerInput, at(reference.residualMlpBackward(sizes, dPrediction, weights, pre), 0));
      },
      null, [arena],
    );
  });
});

describe('residualMlp', () => {
  it.each(cases)('$name: features, saved values and prediction are the reference', async ({ batch, sizes, variant }) => {
    const inputs = inputsOf(batch, sizes);
    const got = await runSteps(held.gpu, residualMlp, inputs, sizes, { integers: [1], traits: traitsFor(variant) });
    const { inputs: count } = mlpLayout(sizes);
    const [features, ...layers] = splitUnits(at(got, 1), [count, ...hiddenWidths(sizes)], batch);
    if (!features) throw new Error('There are no features.');
    const [x, timesteps, frequencies, table, arena] = inputs;
    // Sine and cosine are good to 2^-11 within [-pi, pi], where these angles nearly all lie; the angle itself has four roundings. The rest is copied.
    const angleSize = 2 * Math.PI * Math.max(...x.data.map(Math.abs)) * 2 * Math.max(...frequencies.data.map(Math.abs));
    const isWave = (column: number): boolean => column >= 2 && column < 2 + 2 * sizes.frequencies;
    const wanted = reference.mlpFeatures(x, timesteps, frequencies, table);
    expectClose(features, wanted, wanted.map((_, index) => (isWave(index % count) ? 2 ** -11 + 4 * UNIT_ROUNDOFF * angleSize : 0)), 'features');
    // From here on the reference goes on from the kernel's own features, so that the allowance is that of the sums.
    const network = reference.mlpNetwork(sizes, features, arena);
    const allowed = networkErrors(sizes, features, arena, features.map(() => 0));
    splitUnits(at(got, 2), hiddenWidths(sizes), batch).forEach((pre, layer) => expectClose(pre, at(network.pre, layer), at(allowed.pre, layer), `pre-activations of layer ${layer}`));
    layers.forEach((h, layer) => expectClose(h, at(network.layerInputs, layer + 1), at(allowed.layerInputs, layer + 1), `units after layer ${layer}`));
    expectClose(at(got, 0), network.prediction, allowed.prediction, 'prediction');
    // Padding is multiplied by gradients of zero: it must be finite.
    for (const saved of [at(got, 1), at(got, 2)]) expect(saved.data.every(Number.isFinite)).toBe(true);
  });

  it.each(variants)('neither overflows nor loses its way where units are very large: %s', async (variant) => {
    const sizes = { width: 16, depth: 1, frequencies: 1, embedding: 2 };
    const [x, timesteps, frequencies, table, arena] = inputsOf(5, sizes);
    const huge = arena.map((value) => 1000 * value);
    const got = await runSteps(held.gpu, residualMlp, [x, timesteps, frequencies, table, huge], sizes, { integers: [1], traits: traitsFor(variant) });
    const [features] = splitUnits(at(got, 1), [mlpLayout(sizes).inputs], 5);
    if (!features) throw new Error('There are no features.');
    expectClose(at(got, 0), reference.mlpNetwork(sizes, features, huge).prediction, networkErrors(sizes, features, huge, features.map(() => 0)).prediction);
  });

  it('refuses inputs that do not fit', async () => {
    const sizes = { width: 16, depth: 1, frequencies: 1, embedding: 2 };
    const [x, timesteps, frequencies, table, arena] = inputsOf(4, sizes);
    await expect(runSteps(held.gpu, residualMlp, [x, timesteps, frequencies, table, arena], { ...sizes, width: 24 }, { integers: [1] }))
      .rejects.toThrow('The width of the network must be a multiple of 16 from 16 to 256, not 24.');
    await expect(runSteps(held.gpu, residualMlp, [x, timesteps, frequencies, table, arena], { ...sizes, depth: 2 }, { integers: [1] }))
      .rejects.toThrow('residualMlp: the parameter arena has shape');
    expect(() => mlpLayout({ ...sizes, depth: 0 })).toThrow('The network needs at least one residual layer, not 0.');
    expect(() => mlpLayout({ ...sizes, frequencies: 200 })).toThrow('make 404 inputs; the kernels take at most 256.');
  });
});

describe('residualMlpBackward', () => {
  it.each(cases)('$name: is the reference', async ({ batch, sizes, variant }) => {
    const rows = paddedRows(batch);
    const [dPrediction, arena] = [randomArray([batch, 2], 6), randomArena(sizes, 5)];
    const pre = randomArray([(sizes.depth + 1) * sizes.width, rows], 7);
    const [got] = await runSteps(held.gpu, residualMlpBackward, [dPrediction, arena, pre], sizes, { traits: traitsFor(variant) });
    const [wanted] = reference.residualMlpBackward(sizes, dPrediction, arena, pre);
    if (!got || !wanted) throw new Error('There is no gradient.');
    const widths = [...hiddenWidths(sizes), 2];
    const exact = splitUnits(wanted, widths, batch);
    const values = splitUnits(pre, hiddenWidths(sizes), batch);
    const allowed = backwardErrors(sizes, exact, arena, values, values.map((value) => value.map(() => 0)));
    splitUnits(got, widths, batch).forEach((dPre, layer) => expectClose(dPre, at(exact, layer), at(allowed, layer), `d_pre of layer ${layer}`));
    // Rows beyond the batch have no gradient.
    got.data.forEach((value, index) => { if (index % rows >= batch) expect(Math.abs(value)).toBe(0); });
  });
});

describe('residualMlpWeightGradient', () => {
  it.each(cases)('$name: is added to what is there, and the gaps of the arena stay zero', async ({ batch, sizes, variant }) => {
    const rows = paddedRows(batch);
    const layerInput = randomArray([mlpLayout(sizes).inputs + (sizes.depth + 1) * sizes.width, rows], 8);
    const dPre = randomArray([(sizes.depth + 1) * sizes.width + 2, rows], 9).map((value, index) => (index % rows < batch ? value : 0));
    const before = randomArena(sizes, 10);
    const [got] = await runSteps(held.gpu, residualMlpWeightGradient, [layerInput, dPre], sizes, { steps: [{}, {}], before: [before], accumulates: true, traits: traitsFor(variant) });
    const [once] = reference.residualMlpWeightGradient(sizes, layerInput, dPre);
    const [size] = reference.residualMlpWeightGradient(sizes, layerInput.map(Math.abs), dPre.map(Math.abs));
    if (!got || !once || !size) throw new Error('There is no gradient.');
    // Twice a sum of that many rows in any order, and twice an addition to what was there.
    const allowed = size.zip(before, (sum, start) => 2 * (rows + 2) * UNIT_ROUNDOFF * sum + 2 * UNIT_ROUNDOFF * (Math.abs(start) + 2 * sum));
    expectClose(got, once.zip(before, (slope, start) => start + 2 * slope), allowed);
    size.data.forEach((sum, index) => { if (sum === 0) expect(Math.abs(got.data[index] ?? NaN)).toBe(0); });
  });
});

describe('the fused network', () => {
  it('equals the one made of plain operations, forward and backward', async () => {
    const variant = 'tile';
    const sizes = { width: 32, depth: 2, frequencies: 3, embedding: 8 };
    const batch = 33;
    const inputs = inputsOf(batch, sizes);
    const [x, timesteps, frequencies, table, arena] = inputs;
    const outgoing = randomArray([batch, 2], 6);
    const saved = await runSteps(held.gpu, residualMlp, inputs, sizes, { integers: [1], traits: traitsFor(variant) });
    const features = at(splitUnits(at(saved, 1), [mlpLayout(sizes).inputs], batch), 0);

    const graph = new Graph();
    graph.meet = (target, a, b) => target.one(add, [a, b], null);
    const memory = new Map<Tensor, Array64>();
    const given = (name: string, values: Array64, type: 'f32' | 'u32' = 'f32'): Tensor => {
      const tensor = graph.input(name, values.shape, type);
      memory.set(tensor, values);
      return tensor;
    };
    const parameter = (name: string, values: Array64): Tensor => {
      const tensor = graph.parameter(name, values.shape);
      memory.set(tensor, values);
      return tensor;
    };
    const whole = parameter('arena', arena);
    const fused = at(graph.apply(residualMlp, [given('x_t', x), given('timesteps', timesteps, 'u32'), given('frequencies', frequencies), given('table', table), whole], sizes), 0);
    const parameters = Array.from({ length: sizes.depth + 2 }, (_, layer) => {
      const { weight, bias } = reference.layerParameters(sizes, layer, arena);
      return [parameter(`weight ${layer}`, weight), parameter(`bias ${layer}`, bias)] as const;
    });
    let h = given('features', features);
    parameters.slice(0, -1).forEach(([weight, bias], layer) => {
      const active = graph.one(activation, [graph.one(linear, [h, weight, bias], null)], { kind: 'silu' });
      h = layer === 0 ? active : graph.one(add, [h, active], null);
    });
    const plain = graph.one(linear, [h, ...at(parameters, sizes.depth + 1)], null);
    const seed = given('d_prediction', outgoing);
    graph.backward(new Map([[fused, seed], [plain, seed]]));
    const gradients = [whole, ...parameters.flat()].map((tensor) => graph.gradientOf(tensor));
    for (const gradient of gradients) memory.set(gradient, new Array64(gradient.shape));

    const read = await replay(graph, memory, [fused, plain], gradients);
    const network = reference.mlpNetwork(sizes, features, arena);
    const allowed = networkErrors(sizes, features, arena, features.map(() => 0));
    const twice = (bound: Array64): Array64 => bound.map((value) => 2 * value);
    expectClose(at(read, 0), at(read, 1), twice(allowed.prediction), 'prediction');

    const [, layerInput, pre] = reference.residualMlp(sizes, x, timesteps, frequencies, table, arena);
    if (!layerInput || !pre) throw new Error('The reference saves two arrays.');
    const exact = splitUnits(at(reference.residualMlpBackward(sizes, outgoing, arena, pre), 0), [...hiddenWidths(sizes), 2], batch);
    const dPreErrors = backwardErrors(sizes, exact, arena, network.pre, allowed.pre);
    const got = at(read, 2);
    for (let layer = 0; layer < sizes.depth + 2; layer += 1) {
      const fromArena = reference.layerParameters(sizes, layer, got);
      const [input, inputError, dPre, dPreError] = [at(network.layerInputs, layer), at(allowed.layerInputs, layer), at(exact, layer), at(dPreErrors, layer)];
      const bound = (i: number | null, j: number): number => {
        let [error, size] = [0, 0];
        for (let row = 0; row < batch; row += 1) {
          const [a, aError] = i === null ? [1, 0] : [Math.abs(input.get(row, i)), inputError.get(row, i)];
          error += a * dPreError.get(row, j) + aError * Math.abs(dPre.get(row, j));
          size += a * Math.abs(dPre.get(row, j));
        }
        return 2 * (error + (paddedRows(batch) + 3) * UNIT_ROUNDOFF * size);
      };
      const columns = dPre.columns;
      expectClose(fromArena.weight, at(read, 3 + 2 * layer), fromArena.weight.map((_, index) => bound(Math.floor(index / columns), index % columns)), `gradient of weight ${layer}`);
      expectClose(fromArena.bias, at(read, 4 + 2 * layer), fromArena.bias.map((_, index) => bound(null, index)), `gradient of bias ${layer}`);
    }
  });
});

/** Runs a graph once; reads tensors that it keeps, then some of the memory that was given. */
async function replay(graph: Graph, memory: ReadonlyMap<Tensor, Array64>, kept: readonly Tensor[], given: readonly Tensor[]): Promise<Array64[]> {
  const { gpu } = held;
  const entries = [...memory];
  const buffers = await allocateStorage(gpu, entries.map(([tensor]) => ({ label: tensor.name, bytes: 4 * elements(tensor.shape) })));
  const ranges = new Map(entries.map(([tensor, { data }], index): [Tensor, BufferRange] => {
    gpu.device.queue.writeBuffer(at(buffers, index), 0, tensor.type === 'u32' ? Uint32Array.from(data) : Float32Array.from(data));
    return [tensor, { buffer: at(buffers, index), offset: 0, bytes: 4 * data.length }];
  }));
  const program = await compile(gpu, graph, ranges, { keep: kept, traits: { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 } });
  program.submit([ZERO_STEP]);
  const results: Array64[] = [];
  for (const tensor of [...kept, ...given]) {
    const range = ranges.get(tensor) ?? program.range(tensor.id);
    results.push(new Array64(tensor.shape, await readFloats(gpu, range.buffer, range.offset, elements(tensor.shape))));
  }
  program.destroy();
  for (const buffer of buffers) gpu.ledger.free(buffer);
  return results;
}
