/** Our engine on a few operations without parameters: compiled once, replayed. */
import { compile } from '../../src/engine/compile.ts';
import { Graph } from '../../src/engine/graph.ts';
import { MAX_STEPS_A_SUBMIT } from '../../src/engine/program.ts';
import { openGpu } from '../../src/gpu/device.ts';
import { readFloats } from '../../src/gpu/readback.ts';
import { attention, attentionKeyValueGradient, attentionQueryGradient, attentionRowDot } from '../../src/ops/attention.ts';
import { conv2d } from '../../src/ops/conv2d.ts';
import { conv2dInputGradient, conv2dWeightGradient } from '../../src/ops/conv2dGradient.ts';
import { groupNorm, groupNormBackward } from '../../src/ops/groupNorm.ts';
import { matmul } from '../../src/ops/matmul.ts';
import { at, elements, type Tensor } from '../../src/ops/operation.ts';
import { sumRows } from '../../src/ops/reduce.ts';
import { ZERO_STEP } from '../../src/ops/stepUniform.ts';
import type { Engine } from '../engine.ts';
import type { AttentionProblem, ConvProblem, MatmulProblem, NormProblem } from '../problems/problem.ts';
import { type Given, settled, upload } from './memory.ts';

async function openOperations<Name extends string>(nodeGpu: GPU, given: Record<Name, Given>, build: (graph: Graph, inputs: Record<Name, Tensor>) => readonly Tensor[]): Promise<Engine> {
  const gpu = await openGpu(nodeGpu);
  const graph = new Graph();
  const { inputs, external } = await upload(gpu, graph, given);
  const results = build(graph, inputs);
  const program = await compile(gpu, graph, external, { keep: results });
  const steps = (count: number): void => {
    for (let left = count; left > 0; left -= MAX_STEPS_A_SUBMIT) program.submit(new Array<typeof ZERO_STEP>(Math.min(left, MAX_STEPS_A_SUBMIT)).fill(ZERO_STEP));
  };
  return {
    name: 'ours', steps, compiled: { gpu, program, facts: program.facts },
    step: () => { steps(1); },
    async result() {
      const all = new Float32Array(results.reduce((sum, { shape }) => sum + elements(shape), 0));
      let end = 0;
      for (const { id, shape } of results) {
        const { buffer, offset } = program.range(id);
        all.set(await readFloats(gpu, buffer, offset, elements(shape)), end);
        end += elements(shape);
      }
      return all;
    },
    settle: () => settled(gpu),
  };
}

export function openOurMatmul(gpu: GPU, { m, n, k, a, b }: MatmulProblem): Promise<Engine> {
  return openOperations(gpu, { a: { shape: [m, k], data: a }, b: { shape: [k, n], data: b } },
    (graph, inputs) => [graph.one(matmul, [inputs.a, inputs.b], {})]);
}

export function openOurConv(gpu: GPU, { pass, batch, size, channels, outChannels, x, weight, dOut }: ConvProblem): Promise<Engine> {
  const attributes = { stride: 1, padding: 'same' } as const;
  const given = {
    x: { shape: [batch, size, size, channels], data: x }, weight: { shape: [3, 3, channels, outChannels], data: weight },
    dOut: { shape: [batch, size, size, outChannels], data: dOut },
  };
  return openOperations(gpu, given, (graph, inputs) => {
    switch (pass) {
      case 'forward': return [graph.one(conv2d, [inputs.x, inputs.weight], attributes)];
      case 'input gradient': return [graph.one(conv2dInputGradient, [inputs.dOut, inputs.weight], { ...attributes, height: size, width: size })];
      case 'weight gradient': return [graph.one(conv2dWeightGradient, [inputs.x, inputs.dOut], { ...attributes, kernel: 3 })];
    }
  });
}

export function openOurNorm(gpu: GPU, { pass, batch, size, channels, groups, epsilon, x, scale, shift, dOut }: NormProblem): Promise<Engine> {
  const attributes = { groups, epsilon, silu: true };
  const shape = [batch, size, size, channels];
  const given = { x: { shape, data: x }, scale: { shape: [channels], data: scale }, shift: { shape: [channels], data: shift }, dOut: { shape, data: dOut } };
  return openOperations(gpu, given, (graph, inputs) => {
    const made = graph.apply(groupNorm, [inputs.x, inputs.scale, inputs.shift], attributes);
    if (pass === 'forward') return [at(made, 0)];
    const gradients = graph.apply(groupNormBackward, [inputs.x, inputs.scale, inputs.shift, at(made, 1), inputs.dOut], attributes);
    return [at(made, 0), at(gradients, 0), graph.one(sumRows, [at(gradients, 1)], null), graph.one(sumRows, [at(gradients, 2)], null)];
  });
}

export function openOurAttention(gpu: GPU, { pass, batch, heads, tokens, width, q, k, v, dOut }: AttentionProblem): Promise<Engine> {
  const shape = [batch, tokens, heads * width];
  return openOperations(gpu, { q: { shape, data: q }, k: { shape, data: k }, v: { shape, data: v }, dOut: { shape, data: dOut } }, (graph, inputs) => {
    const made = graph.apply(attention, [inputs.q, inputs.k, inputs.v], { heads });
    const out = at(made, 0);
    if (pass === 'forward') return [out];
    const rowDots = graph.one(attentionRowDot, [out, inputs.dOut], { heads });
    const saved = [inputs.q, inputs.k, inputs.v, at(made, 1), rowDots, inputs.dOut];
    return [out, graph.one(attentionQueryGradient, saved, { heads }), ...graph.apply(attentionKeyValueGradient, saved, { heads })];
  });
}
