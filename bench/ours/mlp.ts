/** Our engine on the problem: the network of the playground, squared error and Adam, compiled and replayed. */
import { compile } from '../src/engine/compile.ts';
import { Graph } from '../src/engine/graph.ts';
import { allocateStorage, MAX_STEPS_A_SUBMIT, type BufferRange } from '../src/engine/program.ts';
import { openGpu } from '../src/gpu/device.ts';
import { readFloats } from '../src/gpu/readback.ts';
import { ARENAS, ParameterArena } from '../src/nn/parameterArena.ts';
import { adamw } from '../src/ops/adamw.ts';
import { lossSummary, SLOT_FLOATS } from '../src/ops/lossSummary.ts';
import { at, elements, type Tensor } from '../src/ops/operation.ts';
import { squaredError } from '../src/ops/squaredError.ts';
import { ZERO_STEP, type StepValues } from '../src/ops/stepUniform.ts';
import { preset } from '../src/recipe/presets.ts';
import { parseRecipe } from '../src/recipe/validate.ts';
import { Run } from '../src/train/run.ts';
import type { Engine } from './engine.ts';
import type { MlpProblem } from './problem.ts';

export async function openOurs(nodeGpu: GPU, problem: MlpProblem): Promise<Engine> {
  const gpu = await openGpu(nodeGpu);
  const { model, batch, adam } = problem;
  const arena = await ParameterArena.allocate(gpu, model.specs, model.layout.total);
  arena.write('value', new Map(model.specs.map(({ name }, i) => [name, problem.initial[i] ?? new Float32Array(0)])));

  const graph = new Graph();
  const external = new Map<Tensor, BufferRange>();
  const given: [string, readonly number[], Float32Array | Uint32Array][] = [
    ['x', [batch, 2], problem.points], ['times', [batch], problem.times], ['y', [batch, 2], problem.y],
    ['weights', [problem.timesteps], new Float32Array(problem.timesteps).fill(1)],
    ['frequencies', [model.sizes.frequencies, 2], model.frequencies],
    ['table', [problem.timesteps, model.sizes.embedding], model.timestepTable(problem.timesteps)],
    ['ring', [1, SLOT_FLOATS], new Float32Array(SLOT_FLOATS)],
  ];
  const buffers = await allocateStorage(gpu, given.map(([label, , values]) => ({ label, bytes: values.byteLength })));
  const [x, times, y, weights, frequencies, table, ring] = given.map(([name, shape, values], i) => {
    const tensor = graph.input(name, shape, values instanceof Uint32Array ? 'u32' : 'f32');
    const buffer = at(buffers, i);
    gpu.device.queue.writeBuffer(buffer, 0, values.buffer, values.byteOffset, values.byteLength);
    external.set(tensor, { buffer, offset: 0, bytes: values.byteLength });
    return tensor;
  });
  if (!x || !times || !y || !weights || !frequencies || !table || !ring) throw new Error('An input of the problem is missing.');
  const value = graph.parameter('value', [arena.length]);
  external.set(value, arena.range('value'));
  const prediction = model.build(graph, x, times, { frequencies, table }, value);
  const loss = graph.apply(squaredError, [prediction, y, times, weights], null);
  graph.write(lossSummary, [at(loss, 1), times], { slots: 1 }, [ring]);
  graph.backward(new Map([[prediction, at(loss, 0)]]));
  const gradient = graph.gradientOf(value);
  external.set(gradient, arena.range('gradient'));
  const others = ARENAS.filter((name) => name !== 'value' && name !== 'gradient').map((name) => {
    const tensor = graph.input(name, [elements(value.shape)]);
    external.set(tensor, arena.range(name));
    return tensor;
  });
  graph.write(adamw, [], { beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon, weightDecay: 0, clipNorm: 0, parameters: arena.length }, [value, gradient, ...others]);
  const program = await compile(gpu, graph, external);

  let done = 0;
  const nextStep = (): StepValues => {
    done += 1;
    return {
      ...ZERO_STEP, step: done - 1, timesteps: problem.timesteps, rows: batch, learning_rate: adam.learningRate,
      moment1_correction: 1 / (1 - adam.beta1 ** done), moment2_correction: 1 / (1 - adam.beta2 ** done),
    };
  };
  const steps = (count: number): void => {
    for (let left = count; left > 0; left -= MAX_STEPS_A_SUBMIT) program.submit(Array.from({ length: Math.min(left, MAX_STEPS_A_SUBMIT) }, nextStep));
  };
  return {
    name: 'ours',
    step: () => { steps(1); },
    steps,
    lossNow: async () => (await readFloats(gpu, at(buffers, buffers.length - 1), 0, 1))[0] ?? Number.NaN,
    settle: async () => {
      await gpu.device.queue.onSubmittedWorkDone();
      const [error] = gpu.takeErrors();
      if (error !== undefined) throw new Error(error);
    },
  };
}

/**
 * What the page does in a step: beside the above it draws the batch, noises it, clips the gradient and averages the
 * weights. Not the same work as the peers' (it is more), so its losses are not compared.
 */
export async function openOurRun(nodeGpu: GPU, problem: MlpProblem): Promise<Engine> {
  const gpu = await openGpu(nodeGpu);
  const recipe = parseRecipe({
    ...preset('eight-gaussians'),
    model: { width: problem.width, depth: problem.depth, fourierFeatures: problem.model.sizes.frequencies, timeEmbedding: problem.model.sizes.embedding },
    training: { batch: problem.batch, steps: 1_000_000 },
  });
  const run = await Run.create({ gpu, recipe });
  let loss = Number.NaN;
  const steps = (count: number): Promise<void> => run.train(count, { budget: 50, onProgress: ({ losses }) => { loss = losses.at(-1) ?? loss; } });
  return { name: 'ours, whole diffusion step', step: () => { throw new Error('This engine takes several steps at once.'); }, steps, lossNow: () => Promise.resolve(loss), settle: () => gpu.device.queue.onSubmittedWorkDone().then(() => undefined) };
}
