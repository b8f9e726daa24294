/** What a run reports, and how it is printed for people. */
import type { ProgramFacts } from '../src/engine/program.ts';
import type { KernelTime } from './kernelTimes.ts';
import type { Measured } from './measure.ts';

export interface EngineResult extends Measured {
  /** From opening the engine to the end of its first step. */
  compileMs: number;
  /** Most bytes of buffers alive in the checked steps, the data and weights among them. */
  peakBytes: number;
  /** Ours: dispatches of one replay (a training step, or one call of a sampler), bytes that the memory plan takes, and bytes alive at once at least. */
  program?: ProgramFacts;
  gigaflops?: number;
}

export interface CaseResult {
  case: string;
  numerics: { steps: number; largestRelativeDifference: number; tolerance: number; losses?: Record<string, number[]> };
  engines: EngineResult[];
  /** How many times longer a peer's step takes than ours. */
  ratios: Record<string, number>;
  /** Ours, each dispatch timed alone; empty where the device has no timestamps. */
  kernels?: KernelTime[];
}

/** Whether a line is what `runCase` of this same program printed. */
export function isCaseResult(value: unknown): value is CaseResult {
  return typeof value === 'object' && value !== null && 'case' in value && 'numerics' in value && 'engines' in value && Array.isArray(value.engines);
}

export interface Report {
  device: string;
  software: boolean;
  scale: string;
  rounds: number;
  measurementMs: number;
  workloads: Record<string, CaseResult[]>;
  notes: Record<string, string>;
}

const MIB = 2 ** 20;

function table(head: readonly string[], rows: readonly (readonly string[])[], first: number): string {
  return [head, ...rows].map(([name = '', ...cells]) => name.padEnd(first) + cells.map((cell) => cell.padStart(12)).join('')).join('\n');
}

export function headline(report: Omit<Report, 'workloads' | 'notes'>): string {
  return `${report.device}; scale ${report.scale}; ${report.rounds} interleaved rounds of ${report.measurementMs} ms`;
}

export function describeCase(workload: string, { case: name, numerics, engines, ratios, kernels }: CaseResult): string {
  const flops = engines.some(({ gigaflops }) => gigaflops !== undefined);
  const lines = [
    `\n${workload} ${name}: results of ${numerics.steps} ${numerics.steps === 1 ? 'step' : 'steps'} agree to ${numerics.largestRelativeDifference.toExponential(1)} (${numerics.tolerance.toExponential(1)} allowed)`,
    table(['engine', 'ms a step', 'fastest', 'slowest', 'dispatches', 'CPU ms', 'MiB', 'compile ms', ...(flops ? ['GFLOP/s'] : [])], engines.map((one) => [
      one.name, one.medianMs.toFixed(3), one.minMs.toFixed(3), one.maxMs.toFixed(3), one.dispatchesAStep.toFixed(1), one.recordMs.toFixed(3),
      (one.peakBytes / MIB).toFixed(1), one.compileMs.toFixed(0), ...(flops ? [(one.gigaflops ?? Number.NaN).toFixed(1)] : []),
    ]), 30),
    ...engines.flatMap(({ name: engine, program }) => (program
      ? [`${engine}: ${program.dispatches} launches a replay; memory plan ${(program.plannedBytes / MIB).toFixed(2)} MiB, a perfect one ${(program.lowerBoundBytes / MIB).toFixed(2)} MiB`]
      : [])),
    ...Object.entries(ratios).map(([ratio, value]) => `${ratio}: ${value.toFixed(2)}`),
  ];
  if (kernels && kernels.length === 0) lines.push('This device has no timestamps, so the kernels cannot be told apart.');
  else if (kernels) {
    const whole = kernels.reduce((sum, { ms }) => sum + ms, 0);
    lines.push(table(['ours, each launch alone', 'ms', 'share', 'launches', 'slowest ms'], kernels.map(({ shader, ms, launches, slowestMs, slowestGrid }) =>
      [shader, ms.toFixed(2), `${(100 * ms / whole).toFixed(1)} %`, `${launches}`, slowestMs.toFixed(2), `[${slowestGrid.join(' ')}]`]), 36));
  }
  return lines.join('\n');
}
