/** Our engine on the 2-D problem: the network of the playground, squared error and Adam. */
import { compile } from '../../src/engine/compile.ts';
import { Graph } from '../../src/engine/graph.ts';
import { openGpu } from '../../src/gpu/device.ts';
import { ParameterArena } from '../../src/nn/parameterArena.ts';
import { lossSummary, SLOT_FLOATS } from '../../src/ops/lossSummary.ts';
import { at } from '../../src/ops/operation.ts';
import { loss } from '../../src/ops/loss.ts';
import { preset } from '../../src/recipe/presets.ts';
import { parseRecipe } from '../../src/recipe/validate.ts';
import { Run } from '../../src/train/run.ts';
import type { Engine } from '../engine.ts';
import type { MlpProblem } from '../problems/mlp.ts';
import { settled, upload } from './memory.ts';
import { appendAdam, trainingEngine } from './training.ts';

export async function openOurs(nodeGpu: GPU, problem: MlpProblem): Promise<Engine> {
  const gpu = await openGpu(nodeGpu);
  const { model, batch, timesteps, adam } = problem;
  const arena = await ParameterArena.allocate(gpu, model.specs, model.layout.total);
  arena.write('value', new Map(model.specs.map(({ name }, i) => [name, problem.initial[i] ?? new Float32Array(0)])));

  const graph = new Graph();
  const { inputs, ranges, external } = await upload(gpu, graph, {
    x: { shape: [batch, 2], data: problem.points },
    times: { shape: [batch], data: problem.times },
    y: { shape: [batch, 2], data: problem.y },
    weights: { shape: [timesteps], data: new Float32Array(timesteps).fill(1) },
    frequencies: { shape: [model.sizes.frequencies, 2], data: model.frequencies },
    table: { shape: [timesteps, model.sizes.embedding], data: model.timestepTable(timesteps) },
    ring: { shape: [1, SLOT_FLOATS], data: new Float32Array(SLOT_FLOATS) },
  });
  const value = graph.parameter('value', [arena.length]);
  external.set(value, arena.range('value'));
  const prediction = model.build(graph, { x: inputs.x, timesteps: inputs.times }, inputs, () => value);
  const judged = graph.apply(loss, [prediction, inputs.y, inputs.times, inputs.weights], null);
  graph.write(lossSummary, [at(judged, 1), inputs.times], { slots: 1 }, [inputs.ring]);
  graph.backward(new Map([[prediction, at(judged, 0)]]));
  external.set(graph.gradientOf(value), arena.range('gradient'));
  appendAdam(graph, external, arena, adam);
  const program = await compile(gpu, graph, external);
  return trainingEngine(gpu, program, adam, { timesteps, rows: batch }, ranges.ring);
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
  return {
    name: 'ours, whole diffusion step', steps,
    step: () => { throw new Error('This engine takes several steps at once.'); },
    result: () => Promise.resolve([loss]),
    settle: () => settled(gpu),
  };
}
