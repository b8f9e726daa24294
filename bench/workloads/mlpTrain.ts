/** `mlp-train`: one training step of the 2-D network, ours beside jax-js and tfjs, numerics first. */
import { liveBytes, takePeakBytes } from './counters.ts';
import type { Engine, Peer } from './engine.ts';
import { interleave, type Measured } from './measure.ts';
import { openOurRun, openOurs } from './ours.ts';
import { makeMlpProblem, type MlpProblem } from './problem.ts';

/** Steps whose losses are compared before any time counts. */
const CHECKED_STEPS = 8;
/**
 * Largest relative difference of a loss. Our features go through the driver's sine and cosine, which WGSL lets be off by
 * 2^-11 (5e-4) in absolute terms; the loss is a mean over thousands of rows with random signs of that error.
 */
const TOLERANCE = 1e-3;

export interface WorkloadResult {
  case: string;
  numerics: { steps: number; largestRelativeDifference: number; tolerance: number; losses: Record<string, number[]> };
  engines: (Measured & { compileMs: number; peakBytes: number })[];
  /** How many times longer a peer's step takes than ours. */
  ratios: Record<string, number>;
}

interface Opened { engine: Engine; losses: number[]; compileMs: number; peakBytes: number }

async function open(make: () => Promise<Engine>, checked: boolean): Promise<Opened> {
  const before = liveBytes();
  takePeakBytes();
  const began = performance.now();
  const engine = await make();
  const losses: number[] = [];
  let compileMs = 0;
  for (let i = 0; i < CHECKED_STEPS; i += 1) {
    if (checked) engine.step();
    else await engine.steps?.(1);
    losses.push(await engine.lossNow());
    if (i === 0) compileMs = performance.now() - began;
  }
  await engine.settle();
  return { engine, losses, compileMs, peakBytes: takePeakBytes() - before };
}

function largestDifference(all: readonly (readonly number[])[]): number {
  const [first = [], ...others] = all;
  return Math.max(...others.flatMap((losses) => losses.map((loss, i) => Math.abs(loss - (first[i] ?? Number.NaN)) / Math.abs(first[i] ?? Number.NaN))));
}

async function runCase(gpu: GPU, peer: (name: string) => Promise<Peer>, problem: MlpProblem, rounds: number, milliseconds: number): Promise<WorkloadResult> {
  const jax = await peer('jax');
  const tfjs = await peer('tfjs');
  const compared = [await open(() => openOurs(gpu, problem), true), await open(() => jax.open(gpu, problem), true), await open(() => tfjs.open(gpu, problem), true)];
  const difference = largestDifference(compared.map(({ losses }) => losses));
  const losses = Object.fromEntries(compared.map(({ engine, losses: values }) => [engine.name, values]));
  if (!(difference <= TOLERANCE)) throw new Error(`The engines disagree: losses differ by ${difference} (relative), more than ${TOLERANCE}. ${JSON.stringify(losses)}`);
  const opened = [...compared, await open(() => openOurRun(gpu, problem), false)];
  const measured = await interleave(opened.map(({ engine }) => engine), rounds, milliseconds);
  const ours = measured[0]?.medianMs ?? Number.NaN;
  const whole = measured.at(-1)?.medianMs ?? Number.NaN;
  return {
    case: `${problem.depth}x${problem.width}, batch ${problem.batch}`,
    numerics: { steps: CHECKED_STEPS, largestRelativeDifference: difference, tolerance: TOLERANCE, losses },
    engines: measured.map((one, i) => ({ ...one, compileMs: opened[i]?.compileMs ?? Number.NaN, peakBytes: opened[i]?.peakBytes ?? Number.NaN })),
    ratios: Object.fromEntries(measured.slice(1, 3).flatMap(({ name, medianMs }) => [[`${name} / ours`, medianMs / ours], [`${name} / ours, whole diffusion step`, medianMs / whole]])),
  };
}

export async function mlpTrain(gpu: GPU, peer: (name: string) => Promise<Peer>, scale: 'small' | 'full', rounds: number, milliseconds: number): Promise<WorkloadResult[]> {
  const cases = scale === 'small' ? [[128, 1024]] : [[128, 1024], [256, 4096]];
  const results: WorkloadResult[] = [];
  for (const [width = 128, batch = 1024] of cases) results.push(await runCase(gpu, peer, makeMlpProblem(width, 4, batch), rounds, milliseconds));
  return results;
}
