import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, deviceTraits } from '../../engine/compile.ts';
import { Graph } from '../../engine/graph.ts';
import { lower } from '../../engine/lower.ts';
import { planMemory } from '../../engine/memoryPlan.ts';
import { allocateStorage, type BufferRange } from '../../engine/program.ts';
import { readSafetensors } from '../../formats/safetensors.ts';
import { readFloats } from '../../gpu/readback.ts';
import { needs, useGpuWith } from '../../node/featureDevice.ts';
import { add } from '../../ops/add.ts';
import { elements, type Tensor } from '../../ops/operation.ts';
import { loss } from '../../ops/loss.ts';
import { ZERO_STEP } from '../../ops/stepUniform.ts';
import { view } from '../../ops/view.ts';
import { ParameterArena } from '../parameterArena.ts';
import { readUNet2DConfig } from './config.ts';
import config from './fixtures/config.json';
import { toPyTorch } from './parameterNames.ts';
import { UNet2D } from './unet2d.ts';
import { readUNetWeights } from './weights.ts';

const HALF = needs('shader-f16');
const held = useGpuWith('shader-f16');

/** What PyTorch computes in float32, with one channel, so NCHW is NHWC. */
interface Stored {
  shape: [number, number, number, number];
  timestep: number[];
  sample: number[];
  target: number[];
  output: number[];
  loss: number;
  grad: Record<string, { norm: number; first8: number[] }>;
}

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A training step up to the gradients, with a batch of any size. */
function trainingGraph(model: UNet2D, [n, channels, h, w]: Stored['shape']) {
  const graph = new Graph();
  graph.meet = (meeting, a, b) => meeting.one(add, [a, b], null);
  const inputs = {
    sample: graph.input('sample', [n, h, w, channels]), timesteps: graph.input('timesteps', [n], 'u32'),
    table: graph.input('table', [1000, model.config.block_out_channels[0] ?? 0]),
  };
  const others = { target: graph.input('target', [n, h * w * model.config.out_channels]), weights: graph.input('weights', [1000]) };
  const parameters = new Map(model.parameters.map(({ name, shape }) => [name, graph.parameter(name, shape)] as const));
  const prediction = model.build(graph, inputs, (name) => parameters.get(name) ?? graph.input(name, []), true);
  const flat = graph.one(view, [prediction], { shape: others.target.shape });
  const [dFlat, rowLoss] = graph.apply(loss, [flat, others.target, inputs.timesteps, others.weights], null);
  if (!dFlat || !rowLoss) throw new Error('No loss.');
  graph.backward(new Map([[flat, dFlat]]));
  return { graph, given: { ...inputs, ...others }, parameters, prediction, rowLoss };
}

describe('a U-Net with activations stored as float16', () => {
  const model = new UNet2D(readUNet2DConfig(config));

  it(`has PyTorch's output, loss and gradients but for the rounding ${HALF}`, async (context) => {
    const gpu = held.inTest(context);
    const stored = JSON.parse(fixture('case.json').toString()) as Stored;
    const { graph, given, parameters, prediction, rowLoss } = trainingGraph(model, stored.shape);
    const arena = await ParameterArena.allocate(gpu, model.parameters, model.length);
    arena.write('value', readUNetWeights(model, readSafetensors(fixture('tiny.safetensors')).tensors));
    arena.clear('gradient');
    const external = new Map<Tensor, BufferRange>();
    const data = new Map<Tensor, Float32Array | Uint32Array>([
      [given.sample, Float32Array.from(stored.sample)], [given.timesteps, Uint32Array.from(stored.timestep)], [given.table, model.timestepTable(1000)],
      [given.target, Float32Array.from(stored.target)], [given.weights, new Float32Array(1000).fill(1)],
    ]);
    const buffers = await allocateStorage(gpu, [...data].map(([{ name }, { byteLength }]) => ({ label: name, bytes: byteLength })));
    [...data].forEach(([tensor, values], index) => {
      const buffer = buffers[index];
      if (!buffer) return;
      gpu.device.queue.writeBuffer(buffer, 0, values.buffer, values.byteOffset, values.byteLength);
      external.set(tensor, { buffer, offset: 0, bytes: values.byteLength });
    });
    for (const [name, tensor] of parameters) {
      external.set(tensor, arena.rangeOf('value', name));
      external.set(graph.gradientOf(tensor), arena.rangeOf('gradient', name));
    }
    const program = await compile(gpu, graph, external, { keep: [prediction, rowLoss], halfActivations: true });
    program.submit([ZERO_STEP]);
    const read = (tensor: Tensor): Promise<Float32Array> => readFloats(gpu, program.range(tensor.id).buffer, program.range(tensor.id).offset, elements(tensor.shape));
    const [output, losses] = [await read(prediction), await read(rowLoss)];
    const [gradients] = await arena.read(['gradient']);
    program.destroy();
    arena.destroy();
    for (const buffer of buffers) gpu.ledger.free(buffer);

    // The network hands on relative errors about as they are, for its layers are normalised; roundings are independent, so they
    // add in squares: each is uniform in +-2^-11 at most, which is 2^-11 / sqrt(3) in the mean. Three times that mean is allowed,
    // and twice as much for gradients, which are products with rounded activations.
    const stores = lower(graph, deviceTraits(gpu), { halfActivations: true, keep: [prediction, rowLoss] }).lifetimes
      .filter(({ key, bytes }) => bytes < 4 * elements(graph.tensors[key]?.shape ?? [0])).length;
    expect(stores).toBeGreaterThan(50);
    const allowed = 3 * Math.sqrt(stores / 3) * 2 ** -11;
    const size = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values)) / Math.sqrt(values.length);
    const off = (got: ArrayLike<number>, wanted: readonly number[]): number => size(wanted.map((value, index) => value - (got[index] ?? Number.NaN)));
    const outputOff = off(output, stored.output) / size(stored.output);
    expect(outputOff).toBeLessThan(allowed);
    expect(outputOff, 'nothing was rounded').toBeGreaterThan(2 ** -14);
    expect(Math.abs(losses.reduce((sum, loss) => sum + loss, 0) / losses.length / stored.loss - 1)).toBeLessThan(allowed);

    const largest = Math.max(...Object.values(stored.grad).map(({ norm }) => norm));
    const wrong = model.parameters.flatMap(({ name, kind, theirShape }) => {
      const gradient = toPyTorch(kind, theirShape, gradients?.get(name) ?? new Float32Array(0));
      const { norm = Number.NaN, first8 = [] } = stored.grad[name] ?? {};
      // A gradient that vanishes in exact arithmetic, as a key's bias does, is rounding only: hence the largest norm.
      const least = 2e-3 * largest;
      const normOff = Math.abs(Math.hypot(...gradient) - norm) / (norm + least);
      const valuesOff = off(gradient, first8) / ((norm + least) / Math.sqrt(gradient.length));
      return normOff < 2 * allowed && valuesOff < 2 * allowed ? [] : [`${name}: norm off by ${normOff}, first values by ${valuesOff}, of which ${2 * allowed} is allowed`];
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  it('takes little more than half the memory', () => {
    const big = new UNet2D(readUNet2DConfig({ ...config, block_out_channels: [64, 128], norm_num_groups: 32, layers_per_block: 2 }));
    for (const software of [false, true]) {
      const { graph } = trainingGraph(big, [32, 1, 32, 32]);
      const traits = { software, maxInvocations: 256, maxWorkgroupBytes: 32768 };
      const [single, half] = [false, true].map((halfActivations) => planMemory(lower(graph, traits, { halfActivations }).lifetimes));
      // What the forward pass keeps is halved; gradients under way and sums in parts are not.
      expect(half?.lowerBound).toBeLessThan(0.6 * (single?.lowerBound ?? 0));
      expect(half?.bytes).toBeLessThan(0.65 * (single?.bytes ?? 0));
    }
  });
});
