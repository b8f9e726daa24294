import type { ImageSet } from '../data/images/imageSet.ts';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage, type BufferRange, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { CLASSIFIER_FEATURES, type ClassifierOutputs, ImageClassifier } from '../nn/imageClassifier.ts';
import { ARENAS, ParameterArena } from '../nn/parameterArena.ts';
import { adamw } from '../ops/adamw.ts';
import { imageBatch } from '../ops/imageBatch.ts';
import { at, type Tensor } from '../ops/operation.ts';
import type { OptimizerArena } from '../ops/optimizer.ts';
import { softmaxCrossEntropy } from '../ops/softmaxCrossEntropy.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import { emaDecayAt, learningRateAt } from '../recipe/learningRate.ts';
import { Pacer } from './pacer.ts';

export interface ClassifierData {
  /** With labels. */
  readonly train: ImageSet;
  /** Pictures are seen as byte * scale + offset. */
  readonly scale: number;
  readonly offset: number;
  /** As the model's training changes pictures each time they are drawn. */
  readonly mirror: boolean;
  readonly shift: number;
}

export interface ClassifierOptions {
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

export interface Answers {
  /** [N], the class with the largest logit. */
  readonly classes: Uint16Array;
  /** [N, CLASSIFIER_FEATURES] flattened. */
  readonly features: Float32Array;
}

const OPTIMIZER = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, clipNorm: 1 };
const RATE = { learningRate: 3e-3, warmupSteps: 20, decay: 'cosine' } as const;
const AVERAGE_DECAY = 0.98;
/** Milliseconds that one submit should take, and most steps in it. */
const SUBMIT_MS = 50;
const MOST_STEPS_A_SUBMIT = 32;
/** Pictures looked at at once when answering. */
const ANSWER_BATCH = 64;

interface AnswerProgram {
  readonly program: Program;
  /** [ANSWER_BATCH, H, W, C] */
  readonly pictures: GPUBuffer;
  readonly outputs: ClassifierOutputs;
}

/** A classifier trained on an image set, to judge samples with. */
export class TrainedClassifier {
  readonly model: ImageClassifier;
  /** Mean loss (nats) of the last batch of training. */
  readonly lastLoss: number;
  readonly #gpu: Gpu;
  readonly #arena: ParameterArena;
  readonly #answer: AnswerProgram;

  private constructor(gpu: Gpu, model: ImageClassifier, arena: ParameterArena, answer: AnswerProgram, lastLoss: number) {
    this.#gpu = gpu;
    this.model = model;
    this.#arena = arena;
    this.#answer = answer;
    this.lastLoss = lastLoss;
  }

  /**
   * Trains a fresh classifier; the same seed on the same device gives the same one.
   * @throws a sentence when the set has no labels or fewer than two classes, or memory is refused
   */
  static async train(gpu: Gpu, data: ClassifierData, options: ClassifierOptions): Promise<TrainedClassifier> {
    const { height, width, channels, classNames, labels } = data.train;
    if (labels === null) throw new Error('These pictures have no classes, so no classifier can be trained on them; sort them into one folder for each class.');
    const model = new ImageClassifier({ height, width, channels, classes: classNames.length });
    const arena = await ParameterArena.allocate(gpu, model.specs, model.length);
    try {
      const initial = model.initialParameters(options.seed);
      for (const name of ARENAS) arena.write(name, name === 'value' || name === 'average' ? initial : new Map());
      const lastLoss = await trainSteps(gpu, model, arena, data, options);
      return new TrainedClassifier(gpu, model, arena, await compileAnswers(gpu, model, arena), lastLoss);
    } catch (error) {
      arena.destroy();
      throw error;
    }
  }

  /** @param pictures [N, H, W, C] flattened, in the units that it was trained in */
  async answer(pictures: Float32Array): Promise<Answers> {
    const { height, width, channels, classes } = this.model.sizes;
    const size = height * width * channels;
    const count = pictures.length / size;
    if (!Number.isInteger(count)) throw new Error(`${pictures.length} numbers are not pictures of ${height} x ${width} with ${channels} ${channels === 1 ? 'channel' : 'channels'}.`);
    const { program, pictures: buffer, outputs } = this.#answer;
    const named = new Uint16Array(count);
    const features = new Float32Array(count * CLASSIFIER_FEATURES);
    for (let first = 0; first < count; first += ANSWER_BATCH) {
      const here = Math.min(ANSWER_BATCH, count - first);
      this.#gpu.device.queue.writeBuffer(buffer, 0, pictures.slice(first * size, (first + here) * size));
      program.submit([ZERO_STEP]);
      const [logitBytes, featureBytes] = await readBuffers(this.#gpu, [program.range(outputs.logits.id), program.range(outputs.features.id)]);
      const logits = new Float32Array(logitBytes ?? new ArrayBuffer(0));
      for (let i = 0; i < here; i += 1) named[first + i] = indexOfLargest(logits.subarray(i * classes, (i + 1) * classes));
      features.set(new Float32Array(featureBytes ?? new ArrayBuffer(0)).subarray(0, here * CLASSIFIER_FEATURES), first * CLASSIFIER_FEATURES);
    }
    return { classes: named, features };
  }

  destroy(): void {
    this.#answer.program.destroy();
    this.#gpu.ledger.free(this.#answer.pictures);
    this.#arena.destroy();
  }
}

/** Pictures of a set in the units of a classifier: [count, H, W, C] flattened. */
export function modelUnits({ pixels }: ImageSet, { scale, offset }: Pick<ClassifierData, 'scale' | 'offset'>): Float32Array {
  return Float32Array.from(pixels, (byte) => byte * scale + offset);
}

function indexOfLargest(values: Float32Array): number {
  return values.reduce((best, value, i) => (value > (values[best] ?? 0) ? i : best), 0);
}

/** The parameters as tensors of a graph, each in its part of an arena. */
function parametersOf(graph: Graph, model: ImageClassifier, arena: ParameterArena, which: OptimizerArena, external: Map<Tensor, BufferRange>): (name: string) => Tensor {
  const tensors = new Map(model.specs.map(({ name, shape }) => {
    const tensor = graph.parameter(name, shape);
    external.set(tensor, arena.rangeOf(which, name));
    return [name, tensor] as const;
  }));
  return (name) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`The classifier has no parameter "${name}".`);
    return tensor;
  };
}

async function compileAnswers(gpu: Gpu, model: ImageClassifier, arena: ParameterArena): Promise<AnswerProgram> {
  const { height, width, channels } = model.sizes;
  const graph = new Graph();
  const external = new Map<Tensor, BufferRange>();
  const given = graph.input('pictures', [ANSWER_BATCH, height, width, channels]);
  const bytes = 4 * ANSWER_BATCH * height * width * channels;
  const [pictures] = await allocateStorage(gpu, [{ label: 'classifier: pictures', bytes }]);
  if (!pictures) throw new Error('The memory of the pictures is missing.');
  try {
    external.set(given, { buffer: pictures, offset: 0, bytes });
    const outputs = model.build(graph, given, parametersOf(graph, model, arena, 'average', external));
    return { program: await compile(gpu, graph, external, { keep: [outputs.logits, outputs.features] }), pictures, outputs };
  } catch (error) {
    gpu.ledger.free(pictures);
    throw error;
  }
}

/** @returns the mean loss of the last batch */
async function trainSteps(gpu: Gpu, model: ImageClassifier, arena: ParameterArena, { train, scale, offset, mirror, shift }: ClassifierData, { steps, batch, seed, signal }: ClassifierOptions): Promise<number> {
  const { height, width, channels, classes } = model.sizes;
  const labels = new Uint16Array(2 * Math.ceil(train.count / 2));
  labels.set(train.labels ?? []);
  const pixels = new Uint8Array(4 * Math.ceil(train.pixels.length / 4));
  pixels.set(train.pixels);
  // One noise level, which is none: alpha 1 and sigma 0.
  const contents = [['pixels', pixels], ['labels', labels], ['levels', Float32Array.of(1, 0, 0, 0)]] as const;
  const buffers = await allocateStorage(gpu, contents.map(([name, { byteLength }]) => ({ label: `classifier: ${name}`, bytes: byteLength })));
  let program: Program | null = null;
  try {
    const graph = new Graph();
    const external = new Map<Tensor, BufferRange>();
    const inputs = contents.map(([name, data], i) => {
      const words = data.byteLength / 4;
      const tensor = name === 'levels' ? graph.input(name, [1, 4]) : graph.input(name, [words], 'u32');
      external.set(tensor, { buffer: at(buffers, i), offset: 0, bytes: data.byteLength });
      gpu.device.queue.writeBuffer(at(buffers, i), 0, data);
      return tensor;
    });
    const drawn = graph.apply(imageBatch, inputs, { batch, height, width, channels, mirror, shift, scale, offset, classes, labelDropout: 0 });
    const parameter = parametersOf(graph, model, arena, 'value', external);
    const { logits } = model.build(graph, at(drawn, 0), parameter);
    const loss = graph.apply(softmaxCrossEntropy, [logits, at(drawn, 3)], null);
    graph.backward(new Map([[logits, at(loss, 0)]]));
    for (const { name } of model.specs) external.set(graph.gradientOf(parameter(name)), arena.rangeOf('gradient', name));
    const whole = ARENAS.map((name) => {
      const tensor = graph.input(name, [arena.length]);
      external.set(tensor, arena.range(name));
      return tensor;
    });
    graph.write(adamw, [], { ...OPTIMIZER, parameters: arena.length }, whole);
    program = await compile(gpu, graph, external, { keep: [at(loss, 1)] });
    const pacer = new Pacer(MOST_STEPS_A_SUBMIT);
    pacer.budget = SUBMIT_MS;
    pacer.begin(performance.now());
    for (let done = 0; done < steps;) {
      signal?.throwIfAborted();
      const count = Math.min(pacer.steps, steps - done);
      program.submit(Array.from({ length: count }, (_, i) => stepValues(done + i, { steps, seed, rows: train.count })));
      await gpu.settled();
      pacer.done(count, performance.now());
      done += count;
    }
    const [rows] = await readBuffers(gpu, [program.range(at(loss, 1).id)]);
    const mean = new Float32Array(rows ?? new ArrayBuffer(0)).reduce((sum, value) => sum + value / batch, 0);
    if (!Number.isFinite(mean)) throw new Error('The classifier\'s loss stopped being a number; give another --seed.');
    return mean;
  } finally {
    program?.destroy();
    for (const buffer of buffers) gpu.ledger.free(buffer);
  }
}

function stepValues(step: number, { steps, seed, rows }: { steps: number; seed: number; rows: number }): StepValues {
  return {
    ...ZERO_STEP, step, seed: seed >>> 0, timesteps: 1, rows,
    learning_rate: learningRateAt(RATE, step, steps),
    moment1_correction: 1 / (1 - OPTIMIZER.beta1 ** (step + 1)),
    moment2_correction: 1 / (1 - OPTIMIZER.beta2 ** (step + 1)),
    ema_decay: emaDecayAt(AVERAGE_DECAY, step),
  };
}
