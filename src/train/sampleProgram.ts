import { planHistory, type SamplerPlan } from '../diffusion/plan.ts';
import { allocateStorage, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { slice } from '../ops/concat.ts';
import { dynamicThreshold } from '../ops/dynamicThreshold.ts';
import { guide } from '../ops/guide.ts';
import { at, elements, type Tensor } from '../ops/operation.ts';
import { fillTimestep, keepPrediction, learnedNoise, MAX_TERMS, predictX0, weightedSum } from '../ops/sampler.ts';
import type { Learner } from './learner.ts';
import { StepCutter } from './stepCutter.ts';
import { parameterTensors } from './trainProgram.ts';
import { compileWired, Wiring } from './wiring.ts';

/** What a sampling program is made for. */
export interface SamplingSizes {
  readonly count: number;
  /** How many of the latest states and predictions the plan looks back on. */
  readonly history: { readonly states: number; readonly x0s: number };
  /** Whether any call of the plan adds fresh noise. */
  readonly noisy: boolean;
  /** Whether later calls are to remember something else of a prediction than x0: `kept` of the plan. */
  readonly keeps: boolean;
  /** Whether the noise has the variance that the network learned: `logVariances` of the plan. */
  readonly learned: boolean;
  /** Whether the network is asked twice, with and without the class. */
  readonly guided: boolean;
  /** How much of the contrast that guidance adds is taken out again, 0 (default) to 1. */
  readonly rescale?: number;
  /** Brings predictions of x0 back into the range [-limit, limit] of the data; see `predictX0` and, with a quantile, `dynamicThreshold`. */
  readonly clip?: { readonly limit: number; readonly quantile: number | null } | null;
}

/** What following a plan takes. */
export function planSizes(plan: SamplerPlan): Pick<SamplingSizes, 'history' | 'noisy' | 'keeps' | 'learned'> {
  return {
    history: planHistory(plan), noisy: plan.calls.some(({ next }) => next.noise > 0), keeps: plan.calls.some(({ kept }) => kept !== undefined),
    learned: plan.calls.some(({ logVariances }) => logVariances !== undefined),
  };
}

/** Calls in one submit: few, so that training and the screen get their turn between. Each has a row in the table of timesteps. */
export const CALLS_PER_SUBMIT = 5;

/** One call of a sampler as a program, with the buffers that hold states and predictions, newest first. */
export interface SampleProgram {
  readonly program: Program;
  readonly cutter: StepCutter;
  readonly states: readonly GPUBuffer[];
  readonly x0s: readonly GPUBuffer[];
  /** Fresh noise; null where the plan has none. */
  readonly noise: GPUBuffer | null;
  readonly next: GPUBuffer;
  /** What is to be remembered of the newest prediction in place of x0; null where x0 is. */
  readonly kept: GPUBuffer | null;
  /** Whether the noise gets its standard deviation from the network and `logVariances`, and not from the weighted sum. */
  readonly learned: boolean;
  /** Rows of the timesteps of a submit's calls, as the learner makes them. */
  readonly table: GPUBuffer;
  /** Classes of the samples (u32); null where the model knows none. */
  readonly labels: GPUBuffer | null;
  /** As many times the class that means none, where it is guided. */
  readonly noLabels: GPUBuffer | null;
  /** Bytes of one state. */
  readonly bytes: number;
  destroy(): void;
}

const NEXT = 'next';
const NOISE = 'noise';
const LABELS = 'classes of samples';
const NO_LABELS = 'no classes';
const KEPT = 'kept prediction';
const TABLE = 'timesteps of calls';

/** The memory that a sampling program has of its own. */
export function samplingMemory(learner: Learner, { count, history, noisy, keeps, guided }: SamplingSizes): { name: string; bytes: number }[] {
  const bytes = 4 * count * elements(learner.sampleShape);
  return [
    ...Array.from({ length: history.states }, (_, index) => ({ name: `state ${index}`, bytes })),
    ...Array.from({ length: history.x0s }, (_, index) => ({ name: `x0 ${index}`, bytes })),
    { name: NEXT, bytes }, { name: TABLE, bytes: 4 * CALLS_PER_SUBMIT * learner.tableWidth },
    ...(noisy ? [{ name: NOISE, bytes }] : []),
    ...(keeps ? [{ name: KEPT, bytes }] : []),
    ...(learner.classes === null ? [] : [{ name: LABELS, bytes: 4 * count }]),
    ...(guided ? [{ name: NO_LABELS, bytes: 4 * count }] : []),
  ];
}

/**
 * One sampler call for `count` samples: the network at the present state, its x0, and the weighted sum that makes the next
 * state. @throws a sentence when the plan looks back further than the kernel can
 */
export function samplingGraph(learner: Learner, sizes: SamplingSizes): Wiring {
  const { count, history } = sizes;
  const terms = history.states + history.x0s + (sizes.noisy ? 1 : 0);
  if (terms > MAX_TERMS) throw new Error(`This sampler looks back on ${terms} terms; the kernel adds at most ${MAX_TERMS}.`);
  const wiring = new Wiring();
  const shape = [count, ...learner.sampleShape];
  const numbered = (name: string, length: number): Tensor[] => Array.from({ length }, (_, index) => wiring.input(`${name} ${index}`, shape));
  const [states, x0s] = [numbered('state', history.states), numbered('x0', history.x0s)];
  const { output, prediction } = predict(wiring, learner, at(states, 0), at(x0s, 0), sizes);
  appendX0(wiring, at(states, 0), prediction, at(x0s, 0), sizes);
  const fresh = sizes.noisy ? [wiring.input(NOISE, shape)] : [];
  const noise = sizes.learned ? fresh.map((normal) => wiring.graph.one(learnedNoise, [normal, output], null)) : fresh;
  wiring.graph.write(weightedSum, [...states, ...x0s, ...noise], null, [wiring.input(NEXT, shape)]);
  if (sizes.keeps) wiring.graph.write(keepPrediction, [at(states, 0), at(x0s, 0)], null, [wiring.input(KEPT, shape)]);
  return wiring;
}

/** x0 from the network's prediction, brought back into the range of the data where that is wished. */
function appendX0({ graph }: Wiring, state: Tensor, prediction: Tensor, x0: Tensor, { clip }: SamplingSizes): void {
  if (clip && clip.quantile !== null) {
    graph.write(dynamicThreshold, [graph.one(predictX0, [state, prediction], null)], { quantile: clip.quantile, limit: clip.limit }, [x0]);
  } else {
    graph.write(predictX0, [state, prediction], clip ? { limit: clip.limit } : null, [x0]);
  }
}

/**
 * The network's output for `state` [count, ...], and what it predicts: all of it, or the first half of its channels where it
 * learned its variance too. Guided, it is asked one time after the other: the kernels of a batch of twice as many would be
 * others, to be compiled for that alone, and where time matters one batch fills the device. The variance is that of the class.
 * @param estimate x0 as the call before predicted it
 */
function predict(wiring: Wiring, learner: Learner, state: Tensor, estimate: Tensor, { count, guided, rescale = 0 }: SamplingSizes): { output: Tensor; prediction: Tensor } {
  const { graph } = wiring;
  const part = parameterTensors(wiring, learner, 'frozen weights');
  const table = wiring.input(TABLE, [CALLS_PER_SUBMIT, learner.tableWidth]);
  const timesteps = graph.one(fillTimestep, [], { count });
  const ask = (memory: string): Tensor => {
    const labels = learner.classes === null ? null : wiring.input(memory, [count], 'u32');
    return learner.network(wiring, { x: state, timesteps, table, labels, ...(learner.selfConditioned ? { estimate } : {}) }, part, false);
  };
  const channels = at(state.shape, state.shape.length - 1);
  const meanOf = (output: Tensor): Tensor => (at(output.shape, output.shape.length - 1) === channels ? output : graph.one(slice, [output], { start: 0, width: channels }));
  const output = ask(LABELS);
  return { output, prediction: guided ? graph.one(guide, [meanOf(output), meanOf(ask(NO_LABELS))], { rescale }) : meanOf(output) };
}

/** @throws a sentence when memory or a shader is refused; nothing stays allocated then. */
export async function compileSampling(gpu: Gpu, learner: Learner, sizes: SamplingSizes, bufferOf: (memory: string) => GPUBuffer, halfActivations: boolean): Promise<SampleProgram> {
  const wiring = samplingGraph(learner, sizes);
  const requests = samplingMemory(learner, sizes);
  const buffers = await allocateStorage(gpu, requests.map(({ name, bytes }) => ({ label: `sampling: ${name}`, bytes })));
  const own = new Map(requests.map(({ name }, index) => [name, at(buffers, index)] as const));
  const free = (): void => { for (const buffer of buffers) gpu.ledger.free(buffer); };
  try {
    const program = await compileWired(gpu, wiring, (memory) => own.get(memory) ?? bufferOf(memory), halfActivations);
    const { states, x0s } = sizes.history;
    return {
      program, cutter: new StepCutter(program.dispatches.length),
      bytes: 4 * sizes.count * elements(learner.sampleShape),
      states: buffers.slice(0, states), x0s: buffers.slice(states, states + x0s),
      learned: sizes.learned, next: at(buffers, states + x0s), table: at(buffers, states + x0s + 1), noise: own.get(NOISE) ?? null, kept: own.get(KEPT) ?? null,
      labels: own.get(LABELS) ?? null, noLabels: own.get(NO_LABELS) ?? null,
      destroy() {
        program.destroy();
        free();
      },
    };
  } catch (error) {
    free();
    throw error;
  }
}
