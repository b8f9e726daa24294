/** `npm run -s bench -- [WORKLOAD ...] [--json] [--scale small|full]`: our engine beside its peers in one run on one device. */
import { openGpu } from '../src/gpu/device.ts';
import { parseArguments, UsageError } from '../src/node/arguments.ts';
import { openNodeGpu } from '../src/node/gpu.ts';
import { countCalls } from './counters.ts';
import type { Peer } from './engine.ts';
import { mlpTrain, type WorkloadResult } from './mlpTrain.ts';

const workloads = ['mlp-train'] as const;
const later = ['matmul', 'conv', 'norm', 'attention', 'unet-train', 'unet-sample'];
const MEASUREMENT_MS = 300;
const FEWEST_ROUNDS = 5;

interface Report { device: string; software: boolean; scale: string; rounds: number; measurementMs: number; workloads: Record<string, WorkloadResult[]> }

async function run(words: readonly string[], peer: (name: string) => Promise<Peer>): Promise<void> {
  const given = parseArguments('bench', words, [0, workloads.length], ['scale', 'rounds'], ['json']);
  const unknown = given.positional.find((name) => !workloads.some((workload) => workload === name));
  if (unknown !== undefined) throw new UsageError(`${later.includes(unknown) ? `The workload ${unknown} is not available yet` : `There is no workload "${unknown}"`}. There is ${workloads.join(', ')}.`);
  const rounds = given.whole('rounds', FEWEST_ROUNDS, 1000) ?? 7;
  const wantedScale = given.oneOf('scale', ['small', 'full']);

  const gpu = await openNodeGpu();
  // The peers look for WebGPU where a browser has it.
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'Node.js', hardwareConcurrency: 1 }, configurable: true });
  countCalls();
  const probe = await openGpu(gpu);
  const { label, software } = probe.facts;
  probe.close();
  const scale = wantedScale ?? (software ? 'small' : 'full');
  const report: Report = { device: label, software, scale, rounds, measurementMs: MEASUREMENT_MS, workloads: { 'mlp-train': await mlpTrain(gpu, peer, scale, rounds, MEASUREMENT_MS) } };
  if (given.has('json')) process.stdout.write(`${JSON.stringify(report)}\n`);
  else print(report);
}

function print(report: Report): void {
  const out = (text: string): void => { process.stdout.write(`${text}\n`); };
  out(`${report.device}; ${report.rounds} interleaved rounds of ${report.measurementMs} ms`);
  for (const [name, results] of Object.entries(report.workloads)) {
    for (const result of results) {
      out(`\n${name} ${result.case}: losses of ${result.numerics.steps} steps agree to ${result.numerics.largestRelativeDifference.toExponential(1)}`);
      out(`${'engine'.padEnd(30)}${['ms a step', 'fastest', 'slowest', 'dispatches', 'CPU ms', 'MiB', 'compile ms'].map((cell) => cell.padStart(12)).join('')}`);
      for (const one of result.engines) {
        const cells = [one.medianMs.toFixed(3), one.minMs.toFixed(3), one.maxMs.toFixed(3), one.dispatchesAStep.toFixed(1), one.recordMs.toFixed(3), (one.peakBytes / 2 ** 20).toFixed(1), one.compileMs.toFixed(0)];
        out(`${one.name.padEnd(30)}${cells.map((cell) => cell.padStart(12)).join('')}`);
      }
      for (const [ratio, value] of Object.entries(result.ratios)) out(`${ratio}: ${value.toFixed(2)}`);
    }
  }
}

/** @returns the exit status: 0, 2 on wrong use, 1 on failure */
export async function main(words: readonly string[], peer: (name: string) => Promise<Peer>): Promise<number> {
  try {
    await run(words, peer);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
