import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage, type BufferRange } from '../engine/program.ts';
import { readFloats } from '../gpu/readback.ts';
import { MlpModel } from '../nn/mlp.ts';
import { ParameterArena } from '../nn/parameterArena.ts';
import { UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { adamw } from '../ops/adamw.ts';
import { add } from '../ops/add.ts';
import { lossSummary, SLOT_FLOATS } from '../ops/lossSummary.ts';
import { at, elements, type Tensor } from '../ops/operation.ts';
import { loss } from '../ops/loss.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { golden, type GoldenCase, waves } from './fixtures/goldenMlp.ts';
import { emaDecayAt } from '../recipe/learningRate.ts';

const held = useGpu();
const { steps, timesteps, learningRate, weightDecay, clipNorm } = golden;
const betas = { beta1: 0.9, beta2: 0.999 };

/** Ten steps on the batches of goldenMlp.py: the losses, and a weighted sum of each averaged parameter. */
async function train(model: MlpModel, { batch, frequencyScale }: GoldenCase): Promise<{ losses: number[]; checksums: number[] }> {
  const { gpu } = held;
  const { queue } = gpu.device;
  const graph = new Graph();
  graph.meet = (within, a, b) => within.one(add, [a, b], null);
  const arena = await ParameterArena.allocate(gpu, model.specs, model.layout.total);
  const { frequencies: count, embedding } = model.sizes;
  const tensors = {
    x: graph.input('x_t', [batch, 2]), target: graph.input('target', [batch, 2]), timesteps: graph.input('timesteps', [batch], 'u32'),
    weights: graph.input('weights', [timesteps]), frequencies: graph.input('frequencies', [count, 2]), table: graph.input('table', [timesteps, embedding]),
    ring: graph.input('ring', [steps, SLOT_FLOATS]),
  };
  const names = Object.keys(tensors) as (keyof typeof tensors)[];
  const buffers = await allocateStorage(gpu, names.map((name) => ({ label: name, bytes: 4 * elements(tensors[name].shape) })));
  const buffer = (name: keyof typeof tensors): GPUBuffer => at(buffers, names.indexOf(name));
  const external = new Map<Tensor, BufferRange>(names.map((name) => [tensors[name], { buffer: buffer(name), offset: 0, bytes: 4 * elements(tensors[name].shape) }]));

  const parts = new Map(model.arenaParts.map(({ name, shape }) => [name, graph.parameter(name, shape)]));
  const part = (name: string): Tensor => parts.get(name) ?? graph.input(name, []);
  const prediction = model.build(graph, { x: tensors.x, timesteps: tensors.timesteps }, tensors, part);
  const judged = graph.apply(loss, [prediction, tensors.target, tensors.timesteps, tensors.weights], null);
  graph.write(lossSummary, [at(judged, 1), tensors.timesteps], { slots: steps }, [tensors.ring]);
  graph.backward(new Map([[prediction, at(judged, 0)]]));
  for (const { name, shape, offset } of model.arenaParts) {
    const range = (of: 'value' | 'gradient'): BufferRange => ({ ...arena.range(of), offset: 4 * offset, bytes: 4 * elements(shape) });
    external.set(part(name), range('value')).set(graph.gradientOf(part(name)), range('gradient'));
  }
  const arenas = (['value', 'gradient', 'moment1', 'moment2', 'average'] as const).map((name) => {
    const tensor = graph.input(name, [arena.length]);
    external.set(tensor, arena.range(name));
    return tensor;
  });
  graph.write(adamw, [], { ...betas, epsilon: 1e-8, weightDecay, clipNorm, parameters: arena.length }, arenas);
  const program = await compile(gpu, graph, external);
  try {
    const initial = new Map(model.specs.map(({ name, shape }, number) => {
      const scale = shape.length === 2 ? 1 / Math.sqrt(at(shape, 0)) : 0.1;
      return [name, waves(elements(shape), scale, 1.7 + 0.1 * number)] as const;
    }));
    arena.write('value', initial);
    arena.write('average', initial);
    queue.writeBuffer(buffer('frequencies'), 0, waves(2 * count, frequencyScale, 2.3));
    queue.writeBuffer(buffer('table'), 0, model.timestepTable(timesteps));
    queue.writeBuffer(buffer('weights'), 0, Float32Array.from({ length: timesteps }, (_, t) => 1 + 0.25 * (t % 3)));
    for (let step = 0; step < steps; step += 1) {
      queue.writeBuffer(buffer('x'), 0, waves(2 * batch, 1.5, 0.37, 0.11 * step));
      queue.writeBuffer(buffer('target'), 0, waves(2 * batch, 1, 0.53, 1.3 + 0.07 * step));
      queue.writeBuffer(buffer('timesteps'), 0, Uint32Array.from({ length: batch }, (_, row) => (7 * row + 3 * step) % timesteps));
      program.submit([{
        ...ZERO_STEP, step, timesteps, slot: step, learning_rate: learningRate, ema_decay: emaDecayAt(0.99, step),
        moment1_correction: 1 / (1 - betas.beta1 ** (step + 1)), moment2_correction: 1 / (1 - betas.beta2 ** (step + 1)),
      }]);
    }
    const ring = await readFloats(gpu, buffer('ring'), 0, steps * SLOT_FLOATS);
    const [average] = await arena.read(['average']);
    return {
      losses: Array.from({ length: steps }, (_, step) => ring[step * SLOT_FLOATS] ?? Number.NaN),
      checksums: model.specs.map(({ name }) => average?.get(name)?.reduce((sum, weight, i) => sum + weight * Math.cos(i), 0) ?? Number.NaN),
    };
  } finally {
    program.destroy();
    arena.destroy();
    for (const one of buffers) gpu.ledger.free(one);
  }
}

describe(`ten AdamW steps beside PyTorch ${golden.torch}`, () => {
  const cases = golden.cases.flatMap((one) => [{ ...one, fused: true }, { ...one, fused: false }]);
  it.each(cases)('width $width, depth $depth, frequencies of size $frequencyScale, fused: $fused', async (wanted) => {
    const model = new MlpModel({ ...wanted, seed: 1 });
    expect(model.arenaParts).toHaveLength(wanted.fused ? 1 : 2 * (wanted.depth + 2));
    const got = await train(model, wanted);
    const { inputs } = model.layout;
    // Roundings on the way from a feature to the loss. They fall up as often as down, so that n of them add up to sqrt(n);
    // four times that is left for chance, and the square doubles it.
    const chain = Math.sqrt(inputs + (wanted.depth + 1) * wanted.width + wanted.batch) * UNIT_ROUNDOFF;
    // WGSL's sine and cosine are good to 2^-11 only; at 0 they are exact. All 2F waves may be off together, their weights are up to 1/sqrt(inputs).
    const wave = wanted.frequencyScale === 0 ? 0 : 2 ** -11 * 2 * wanted.frequencies / Math.sqrt(inputs);
    got.losses.forEach((loss, step) => {
      const goal = wanted.float64.losses[step] ?? Number.NaN;
      expect(Math.abs(loss - goal) / goal, `loss of step ${step}: ${loss}, PyTorch ${goal}`).toBeLessThan(8 * chain + 2 * wave);
    });
    // Adam divides a gradient by its size: one that is x times the usual is off by e / x, at most 2, of a full step. Over
    // gradients of all sizes that has the root mean square sqrt(3.2 e).
    got.checksums.forEach((sum, place) => {
      const { name, shape } = at(model.specs, place);
      const goal = wanted.float64.checksums[place] ?? Number.NaN;
      expect(Math.abs(sum - goal), `${name}: ${sum}, PyTorch ${goal}`).toBeLessThan(Math.sqrt(elements(shape)) * steps * learningRate * Math.sqrt(3.2 * (chain + wave)));
    });
  });

  it('some of them clipped and some not', () => {
    for (const { float32 } of golden.cases) {
      expect(Math.max(...float32.norms)).toBeGreaterThan(clipNorm);
      expect(Math.min(...float32.norms)).toBeLessThan(clipNorm);
    }
  });
});
