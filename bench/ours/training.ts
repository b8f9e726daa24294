/** The end of a training step, the same for every model: Adam with the moving average over whole arenas, and step values. */
import type { Graph } from '../../src/engine/graph.ts';
import { type BufferRange, MAX_STEPS_A_SUBMIT, type Program } from '../../src/engine/program.ts';
import type { Gpu } from '../../src/gpu/device.ts';
import { readFloats } from '../../src/gpu/readback.ts';
import { ARENAS, type ParameterArena } from '../../src/nn/parameterArena.ts';
import { adamw } from '../../src/ops/adamw.ts';
import type { Tensor } from '../../src/ops/operation.ts';
import { type StepValues, ZERO_STEP } from '../../src/ops/stepUniform.ts';
import type { Engine } from '../engine.ts';
import type { AdamSettings } from '../problems/problem.ts';
import { settled } from './memory.ts';

export function appendAdam(graph: Graph, external: Map<Tensor, BufferRange>, arena: ParameterArena, { beta1, beta2, epsilon }: AdamSettings): void {
  const arenas = ARENAS.map((name) => {
    const tensor = graph.input(name, [arena.length]);
    external.set(tensor, arena.range(name));
    return tensor;
  });
  graph.write(adamw, [], { beta1, beta2, epsilon, weightDecay: 0, clipNorm: 0, parameters: arena.length }, arenas);
}

/**
 * @param fixed values that do not change. The random numbers' counter is among them: every step draws the same batch,
 *   which is what the peers are given.
 * @param ring holds the loss of the last step in its first place.
 */
export function trainingEngine(gpu: Gpu, program: Program, { learningRate, beta1, beta2 }: AdamSettings, fixed: Partial<StepValues>, ring: BufferRange): Engine {
  let done = 0;
  const nextStep = (): StepValues => {
    done += 1;
    return { ...ZERO_STEP, ...fixed, learning_rate: learningRate, moment1_correction: 1 / (1 - beta1 ** done), moment2_correction: 1 / (1 - beta2 ** done) };
  };
  const steps = (count: number): void => {
    for (let left = count; left > 0; left -= MAX_STEPS_A_SUBMIT) program.submit(Array.from({ length: Math.min(left, MAX_STEPS_A_SUBMIT) }, nextStep));
  };
  return {
    name: 'ours', steps, compiled: { gpu, program, facts: program.facts },
    step: () => { steps(1); },
    result: () => readFloats(gpu, ring.buffer, 0, 1),
    settle: () => settled(gpu),
  };
}
