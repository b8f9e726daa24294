import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../engine/compile.ts';
import { Graph } from '../../engine/graph.ts';
import { allocateStorage, type BufferRange } from '../../engine/program.ts';
import { readSafetensors } from '../../formats/safetensors.ts';
import { readFloats } from '../../gpu/readback.ts';
import { useGpu } from '../../node/operationCheck.ts';
import { adamw } from '../../ops/adamw.ts';
import { add } from '../../ops/add.ts';
import { elements, type Tensor } from '../../ops/operation.ts';
import { loss } from '../../ops/loss.ts';
import { type StepValues, ZERO_STEP } from '../../ops/stepUniform.ts';
import { view } from '../../ops/view.ts';
import { ARENAS, ParameterArena } from '../parameterArena.ts';
import { readUNet2DConfig } from './config.ts';
import tinyConfig from './fixtures/config.json';
import { toPyTorch } from './parameterNames.ts';
import { UNet2D } from './unet2d.ts';
import { type FileTensor, initialUNetWeights, readUNetWeights, writeUNetWeights } from './weights.ts';

const held = useGpu();

/** As `scattered` in unet2dWitness.py. */
function scattered(count: number, key: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const wave = Math.sin(12.9898 * i + 78.233 * key) * 43758.5453;
    return 2 * (wave - Math.floor(wave)) - 1;
  });
}

/** As `fill` in unet2dWitness.py: PyTorch's shapes. */
function formulaWeights(model: UNet2D): Map<string, FileTensor> {
  const inOrder = [...model.parameters].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(inOrder.map(({ name, theirShape }, index) => {
    const isNormScale = name.includes('norm') && name.endsWith('weight');
    const factor = theirShape.length === 1 ? 0.1 : name.startsWith('class_embedding') ? 1 : 2 / Math.sqrt(elements(theirShape.slice(1)));
    return [name, { shape: theirShape, data: scattered(elements(theirShape), index + 1).map((value) => factor * value + (isNormScale ? 1 : 0)) }] as const;
  }));
}

/** [N, C, H, W] to [N, H, W, C]. */
function channelsLast(data: ArrayLike<number>, [n = 1, c = 1, h = 1, w = 1]: readonly number[]): Float32Array {
  return Float32Array.from({ length: n * c * h * w }, (_, index) => {
    const channel = index % c;
    const pixel = Math.floor(index / c) % (h * w);
    return data[(Math.floor(index / (c * h * w)) * c + channel) * h * w + pixel] ?? Number.NaN;
  });
}

/** What the scripts wrote. */
interface Stored {
  shape: number[];
  timestep: number[];
  class_labels: number[] | null;
  output: number[];
  loss: number;
  grad: Record<string, { norm: number; first8: number[] }>;
  adamw: { lr: number; betas: number[]; eps: number; weight_decay: number; losses: number[] };
}

interface Case extends Stored {
  name: string;
  config: unknown;
  sample: ArrayLike<number>;
  target: ArrayLike<number>;
  weights: (model: UNet2D) => ReadonlyMap<string, FileTensor>;
}

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const tinyCase = JSON.parse(fixture('case.json').toString()) as Stored & { sample: number[]; target: number[] };
const witness = JSON.parse(fixture('witness.json').toString()) as (Stored & { name: string; config: { out_channels: number } })[];

const cases: Case[] = [
  { ...tinyCase, name: 'diffusers\' own', config: tinyConfig, weights: () => readSafetensors(fixture('tiny.safetensors')).tensors },
  ...witness.map((one) => {
    const [n = 1, , h = 1, w = 1] = one.shape;
    return { ...one, sample: scattered(elements(one.shape), 0.5), target: scattered(n * one.config.out_channels * h * w, 0.25), weights: formulaWeights };
  }),
];

describe.each(cases)('UNet2D as PyTorch computes it: $name', (one) => {
  const got = { output: new Float32Array(0) as Float32Array, gradients: new Map<string, Float32Array>(), losses: [] as number[] };

  beforeAll(async () => {
    const { gpu } = held;
    const model = new UNet2D(readUNet2DConfig(one.config));
    const arena = await ParameterArena.allocate(gpu, model.parameters, model.length);
    arena.write('value', readUNetWeights(model, one.weights(model)));
    for (const name of ARENAS) if (name !== 'value') arena.clear(name);
    const [n = 1, channels = 1, h = 1, w = 1] = one.shape;
    const { out_channels: out } = model.config;
    const table = model.timestepTable(1000);
    const given = new Map<string, { shape: number[]; data: Float32Array | Uint32Array }>([
      ['sample', { shape: [n, h, w, channels], data: channelsLast(one.sample, one.shape) }],
      ['timesteps', { shape: [n], data: Uint32Array.from(one.timestep) }],
      ['table', { shape: [1000, table.length / 1000], data: table }],
      ['labels', { shape: [n], data: Uint32Array.from(one.class_labels ?? new Array<number>(n).fill(0)) }],
      ['target', { shape: [n, h * w * out], data: channelsLast(one.target, [n, out, h, w]) }],
      ['weights', { shape: [1000], data: new Float32Array(1000).fill(1) }],
    ]);
    const buffers = await allocateStorage(gpu, [...given].map(([label, { data }]) => ({ label, bytes: data.byteLength })));
    const graph = new Graph();
    graph.meet = (meeting, a, b) => meeting.one(add, [a, b], null);
    const external = new Map<Tensor, BufferRange>();
    const inputs = new Map([...given].map(([name, { shape, data }], index) => {
      const tensor = graph.input(name, shape, data instanceof Uint32Array ? 'u32' : 'f32');
      const buffer = buffers[index];
      if (!buffer) throw new Error(`No buffer for ${name}.`);
      gpu.device.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, data.byteLength);
      external.set(tensor, { buffer, offset: 0, bytes: data.byteLength });
      return [name, tensor] as const;
    }));
    const input = (name: string): Tensor => inputs.get(name) ?? graph.input(name, []);
    const parameters = new Map(model.parameters.map(({ name, shape }) => [name, graph.parameter(name, shape)] as const));
    for (const [name, tensor] of parameters) external.set(tensor, arena.rangeOf('value', name));
    const prediction = model.build(graph, {
      sample: input('sample'), timesteps: input('timesteps'), table: input('table'),
      ...(one.class_labels ? { classLabels: input('labels') } : {}),
    }, (name) => parameters.get(name) ?? graph.input(name, []), true);
    const flat = graph.one(view, [prediction], { shape: [n, h * w * out] });
    const [dFlat, rowLoss] = graph.apply(loss, [flat, input('target'), input('timesteps'), input('weights')], null);
    if (!dFlat || !rowLoss) throw new Error('No loss.');
    graph.backward(new Map([[flat, dFlat]]));
    for (const [name, tensor] of parameters) external.set(graph.gradientOf(tensor), arena.rangeOf('gradient', name));

    const read = async (tensor: Tensor, from: typeof program): Promise<Float32Array> => {
      const { buffer, offset } = from.range(tensor.id);
      return readFloats(gpu, buffer, offset, elements(tensor.shape));
    };
    const program = await compile(gpu, graph, external, { keep: [prediction, rowLoss] });
    const update = new Graph();
    const whole = new Map<Tensor, BufferRange>();
    const arenas = ARENAS.map((name) => {
      const tensor = update.input(name, [arena.length]);
      whole.set(tensor, arena.range(name));
      return tensor;
    });
    const { lr, betas: [beta1 = 0, beta2 = 0], eps, weight_decay: weightDecay } = one.adamw;
    update.write(adamw, [], { beta1, beta2, epsilon: eps, weightDecay, clipNorm: 0, parameters: arena.length }, arenas);
    const updating = await compile(gpu, update, whole);
    for (let step = 0; step < one.adamw.losses.length; step++) {
      const values: StepValues = { ...ZERO_STEP, step, learning_rate: lr, moment1_correction: 1 / (1 - beta1 ** (step + 1)), moment2_correction: 1 / (1 - beta2 ** (step + 1)) };
      program.submit([values]);
      const losses = await read(rowLoss, program);
      got.losses.push(losses.reduce((sum, loss) => sum + loss, 0) / losses.length);
      if (step === 0) {
        got.output = await read(prediction, program);
        const [gradients] = await arena.read(['gradient']);
        for (const { name, kind, theirShape } of model.parameters) got.gradients.set(name, toPyTorch(kind, theirShape, gradients?.get(name) ?? new Float32Array(0)));
      }
      updating.submit([values]);
    }
    program.destroy();
    updating.destroy();
    arena.destroy();
    for (const buffer of buffers) gpu.ledger.free(buffer);
  }, 600_000);

  // Float32 sums of up to a thousand products, some dozen layers deep, each layer normalised: both sides are off by some 1e-6.
  it('output', () => {
    const [n = 1, , h = 1, w = 1] = one.shape;
    const wanted = channelsLast(one.output, [n, one.output.length / (n * h * w), h, w]);
    expect(got.output.length).toBe(wanted.length);
    const worst = wanted.reduce((most, value, index) => Math.max(most, Math.abs(value - (got.output[index] ?? Infinity))), 0);
    expect(worst).toBeLessThan(2e-5);
  });

  it('every gradient', () => {
    expect([...got.gradients.keys()].sort()).toEqual(Object.keys(one.grad).sort());
    const largest = Math.max(...Object.values(one.grad).map(({ norm }) => norm));
    const wrong = Object.entries(one.grad).flatMap(([name, { norm, first8 }]) => {
      const gradient = got.gradients.get(name) ?? new Float32Array(0);
      // A gradient that vanishes in exact arithmetic, as a key's bias does, is rounding only: hence the largest norm.
      const allowed = 2e-5 * norm + 1e-6 * largest;
      const ownNorm = Math.hypot(...gradient);
      const off = first8.some((value, index) => !(Math.abs(value - (gradient[index] ?? Infinity)) <= allowed));
      return off || !(Math.abs(ownNorm - norm) <= allowed) ? [`${name}: norm ${ownNorm}, wanted ${norm}; first ${[...gradient.slice(0, 3)].join(' ')}, wanted ${first8.slice(0, 3).join(' ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('the losses of ten AdamW steps', () => {
    expect(Math.abs((got.losses[0] ?? Infinity) - one.loss)).toBeLessThan(1e-5 * one.loss);
    one.adamw.losses.forEach((loss, step) => {
      // Adam divides by the size of a gradient: where it is nearly zero, its rounding decides the direction of a whole step.
      expect(Math.abs((got.losses[step] ?? Infinity) - loss), `step ${step + 1}`).toBeLessThan(2e-4 * loss);
    });
  });
});

describe('UNet2D weights', () => {
  const model = new UNet2D(readUNet2DConfig(tinyConfig));
  const file = cases[0]?.weights(model) ?? new Map<string, FileTensor>();

  it('come back as they were read', () => {
    const written = writeUNetWeights(model, readUNetWeights(model, file));
    expect([...written.keys()].sort()).toEqual([...file.keys()].sort());
    for (const [name, { shape, data }] of written) {
      expect(shape).toEqual(file.get(name)?.shape);
      expect([...data]).toEqual([...(file.get(name)?.data ?? [])]);
    }
  });

  it('are found under attention\'s older names', () => {
    const older = new Map([...file].map(([name, tensor]) => [
      name.replace('to_q', 'query').replace('to_k', 'key').replace('to_v', 'value').replace('to_out.0', 'proj_attn'),
      name.includes('to_q.weight') ? { ...tensor, shape: [...tensor.shape, 1, 1] } : tensor,
    ]));
    expect(older.has('mid_block.attentions.0.query.weight')).toBe(true);
    expect(readUNetWeights(model, older)).toEqual(readUNetWeights(model, file));
  });

  it('that do not fit are refused by name', () => {
    const without = new Map(file);
    without.delete('conv_in.bias');
    expect(() => readUNetWeights(model, without)).toThrow('no tensor "conv_in.bias"');
    expect(() => readUNetWeights(model, new Map([...file, ['extra', { shape: [1], data: new Float32Array(1) }]]))).toThrow('a tensor "extra"');
    expect(() => readUNetWeights(model, new Map([...file, ['conv_in.bias', { shape: [9], data: new Float32Array(9) }]]))).toThrow('"conv_in.bias" in the model file is [9], but config.json asks for [8]');
  });

  it('start as PyTorch starts them, from the seed', () => {
    const weights = initialUNetWeights(model, 3);
    expect(initialUNetWeights(model, 3)).toEqual(weights);
    expect(initialUNetWeights(model, 4)).not.toEqual(weights);
    const conv = weights.get('mid_block.resnets.0.conv1.weight') ?? new Float32Array(0);
    const bound = 1 / Math.sqrt(16 * 9);
    expect(Math.max(...conv)).toBeLessThanOrEqual(bound);
    // Variance of a uniform variable: bound^2 / 3; 2304 numbers know it to about 2 %.
    expect(conv.reduce((sum, value) => sum + value * value, 0) / conv.length).toBeCloseTo(bound * bound / 3, 4);
    expect(new Set(weights.get('conv_norm_out.weight'))).toEqual(new Set([1]));
    expect(new Set(weights.get('conv_norm_out.bias'))).toEqual(new Set([0]));
    expect(Math.max(...(weights.get('mid_block.resnets.0.conv1.bias') ?? [1]).map(Math.abs))).toBeLessThanOrEqual(bound);
  });
});
