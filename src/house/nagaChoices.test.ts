import { expect, it } from 'vitest';
import { Graph } from '../engine/graph.ts';
import { lower } from '../engine/lower.ts';
import { specialise } from '../gpu/shader.ts';
import { compileUnderNaga } from '../node/naga.ts';
import { dynamicThreshold } from '../ops/dynamicThreshold.ts';
import { estimateX0 } from '../ops/estimateX0.ts';
import { guide } from '../ops/guide.ts';
import { hybridLoss } from '../ops/hybridLoss.ts';
import { imageBatch } from '../ops/imageBatch.ts';
import { loss, lossKinds } from '../ops/loss.ts';
import { maskRows } from '../ops/maskRows.ts';
import { noiseBatch } from '../ops/noiseBatch.ts';
import { learnedNoise, predictX0 } from '../ops/sampler.ts';

/** Every choice that a recipe has in drawing batches, losses and sampling: the constants of a shader decide which part of it is compiled. */
function choices(): Graph {
  const graph = new Graph();
  const [levels, cumulative, weights] = [graph.input('levels', [1000, 4]), graph.input('cumulative', [1000]), graph.input('weights', [1000])];
  const [pixels, labels] = [graph.input('pixels', [4096], 'u32'), graph.input('labels', [16], 'u32')];
  for (const draws of ['independent', 'antithetic', 'low-discrepancy'] as const) {
    for (const batch of [1, 33]) {
      graph.apply(noiseBatch, [graph.input('data', [100, 2]), levels, cumulative], { batch, draws });
      graph.apply(imageBatch, [pixels, labels, levels, cumulative], { batch, draws, offsetNoise: 0.1, height: 8, width: 8, channels: 3, mirror: true, shift: 1, scale: 2 / 255, offset: -1, classes: 10, labelDropout: 1 });
    }
  }
  const timesteps = graph.input('timesteps', [5], 'u32');
  for (const shape of [[5, 2], [5, 8, 8, 3]]) {
    const [x, wide] = [graph.input('x', shape), graph.input('wide', [...shape.slice(0, -1), 2 * (shape.at(-1) ?? 1)])];
    for (const kind of lossKinds) graph.apply(loss, [x, x, timesteps, weights], { kind, parts: 3 });
    graph.apply(hybridLoss, [wide, x, timesteps, weights, graph.input('bounds', [1000, 5])], null);
    graph.apply(estimateX0, [x, x, timesteps, graph.input('factors', [1000, 2])], { limit: 1 });
    graph.apply(maskRows, [x], { probability: 1, layer: 0 });
    graph.apply(guide, [x, x], { rescale: 0.7 });
    graph.apply(learnedNoise, [x, wide], null);
    graph.apply(predictX0, [x, x], { limit: 1.5 });
    for (const quantile of [0, 0.995, 1]) graph.apply(dynamicThreshold, [x], { quantile, limit: 1 });
  }
  return graph;
}

it('naga, the compiler of Firefox and Deno, makes pipelines of every choice in drawing batches, losses and sampling', async () => {
  const { launches } = lower(choices(), { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 });
  const found = new Map(launches.map(({ shader, constants }) => [specialise(shader, constants), shader.name]));
  const pipelines = [...found].map(([code, name]) => ({ name, code }));
  // Batches 2 x 4 (a batch of one has one way to draw), losses 2 x 4, thresholds 2 x 3, the other six operations in two shapes.
  expect(pipelines).toHaveLength(34);
  expect((await compileUnderNaga({ modules: [], pipelines })).refusals).toEqual([]);
});
