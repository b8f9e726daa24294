/** One case: opens the engines, compares what they compute, then measures them in turn. */
import { liveBytes, takePeakBytes } from './counters.ts';
import type { Case, CasePlan, Engine, Peer } from './engine.ts';
import { type KernelTime, kernelTimes } from './kernelTimes.ts';
import { interleave } from './measure.ts';
import type { CaseResult } from './report.ts';

const PEERS = ['jax', 'tfjs'] as const;

interface Opened { engine: Engine; results: ArrayLike<number>[]; compileMs: number; peakBytes: number }

async function open(make: () => Promise<Engine>, steps: number): Promise<Opened> {
  const before = liveBytes();
  takePeakBytes();
  const began = performance.now();
  const engine = await make();
  const results: ArrayLike<number>[] = [];
  let compileMs = 0;
  for (let i = 0; i < steps; i += 1) {
    if (engine.steps) await engine.steps(1);
    else engine.step();
    results.push(await engine.result());
    if (i === 0) compileMs = performance.now() - began;
  }
  await engine.settle();
  return { engine, results, compileMs, peakBytes: takePeakBytes() - before };
}

/** Largest difference between two lists, relative to the root mean square of the first. A NaN anywhere makes it NaN. */
export function relativeDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length) return Number.NaN;
  let squares = 0;
  let worst = 0;
  for (let i = 0; i < ours.length; i += 1) {
    const [a, b] = [ours[i] ?? Number.NaN, theirs[i] ?? Number.NaN];
    squares += a * a;
    const difference = Math.abs(a - b);
    if (!(difference <= worst)) worst = difference;
  }
  return worst / Math.sqrt(squares / ours.length);
}

function largestDifference(all: readonly Opened[]): number {
  const [ours, ...others] = all;
  const differences = others.flatMap(({ results }) => results.map((result, i) => relativeDifference(ours?.results[i] ?? [], result)));
  return Math.max(...differences);
}

function losses(all: readonly Opened[]): Record<string, number[]> | undefined {
  if (all.some(({ results }) => results.some((result) => result.length !== 1))) return undefined;
  return Object.fromEntries(all.map(({ engine, results }) => [engine.name, results.map((result) => result[0] ?? Number.NaN)]));
}

/** @throws a sentence when the engines disagree: then no time counts. */
export async function runCase(gpu: GPU, peer: (name: string) => Promise<Peer>, plan: CasePlan, options: { rounds: number; milliseconds: number; kernels: boolean }): Promise<CaseResult> {
  const task: Case = await plan.make(gpu);
  const compared = [await open(() => task.ours(gpu), task.checkedSteps)];
  for (const name of PEERS) {
    const { open: openPeer } = await peer(name);
    compared.push(await open(() => openPeer(gpu, task.problem), task.checkedSteps));
  }
  const difference = largestDifference(compared);
  const told = losses(compared);
  if (!(difference <= task.tolerance)) {
    const each = compared.slice(1).map(({ engine, results }) => `${engine.name} by ${results.map((result, i) => relativeDifference(compared[0]?.results[i] ?? [], result).toExponential(1)).join(', ')}`);
    throw new Error(`${plan.name}: the engines disagree. They differ from ours, relative to its root mean square in each step, ${each.join('; ')}; more than ${task.tolerance.toExponential(1)} is not rounding. ${told ? JSON.stringify(told) : ''}`);
  }
  const { ourMore } = task;
  const opened = [...compared, ...(ourMore ? [await open(() => ourMore(gpu), 1)] : [])];
  const measured = await interleave(opened.map(({ engine }) => engine), options.rounds, options.milliseconds);
  const [ours] = opened;
  const kernels: KernelTime[] | undefined = options.kernels && ours?.engine.compiled ? await kernelTimes(ours.engine.compiled) : undefined;
  const ratios = measured.slice(1, compared.length).flatMap(({ name, medianMs }) =>
    measured.filter((_, i) => i === 0 || i >= compared.length).map((mine): [string, number] => [`${name} / ${mine.name}`, medianMs / mine.medianMs]));
  return {
    case: plan.name,
    numerics: { steps: task.checkedSteps, largestRelativeDifference: difference, tolerance: task.tolerance, ...(told ? { losses: told } : {}) },
    engines: measured.map((one, i) => {
      const { compileMs = Number.NaN, peakBytes = Number.NaN, engine } = opened[i] ?? {};
      return {
        ...one, compileMs, peakBytes,
        ...(task.operations === undefined ? {} : { gigaflops: task.operations / one.medianMs / 1e6 }),
        ...(engine?.compiled ? { program: engine.compiled.facts } : {}),
      };
    }),
    ratios: Object.fromEntries(ratios),
    ...(kernels ? { kernels } : {}),
  };
}
