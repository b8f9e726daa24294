/** `npm run -s bench -- [WORKLOAD ...] [--json] [--scale small|full] [--rounds N] [--kernels]`: our engine beside its peers in one run on one device. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { openGpu } from '../src/gpu/device.ts';
import { parseArguments, UsageError } from '../src/node/arguments.ts';
import { openNodeGpu } from '../src/node/gpu.ts';
import { countCalls } from './counters.ts';
import type { Peer, Scale, Workload } from './engine.ts';
import { type CaseResult, describeCase, headline, isCaseResult, type Report } from './report.ts';
import { runCase } from './runCase.ts';
import { attentionWorkload } from './workloads/attention.ts';
import { convWorkload } from './workloads/conv.ts';
import { matmulWorkload } from './workloads/matmul.ts';
import { mlpTrainWorkload } from './workloads/mlpTrain.ts';
import { normWorkload } from './workloads/norm.ts';
import { unetSampleWorkload } from './workloads/unetSample.ts';
import { unetTrainWorkload } from './workloads/unetTrain.ts';

const WORKLOADS = new Map<string, Workload>([
  ['matmul', matmulWorkload], ['conv', convWorkload], ['norm', normWorkload], ['attention', attentionWorkload],
  ['unet-train', unetTrainWorkload], ['unet-sample', unetSampleWorkload], ['mlp-train', mlpTrainWorkload],
]);
const MEASUREMENT_MS = 300;
const FEWEST_ROUNDS = 5;

type FindPeer = (name: string) => Promise<Peer>;

function workloadOf(name: string): Workload {
  const found = WORKLOADS.get(name);
  if (!found) throw new UsageError(`There is no workload "${name}". There is ${[...WORKLOADS.keys()].join(', ')}.`);
  return found;
}

/** Opens WebGPU where the peers look for it. */
async function openHere(): Promise<GPU> {
  const gpu = await openNodeGpu();
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'Node.js', hardwareConcurrency: 1 }, configurable: true });
  return gpu;
}

async function run(words: readonly string[], peer: FindPeer): Promise<void> {
  const given = parseArguments('bench', words, [0, WORKLOADS.size], ['scale', 'rounds', 'case'], ['json', 'kernels']);
  const names = given.positional.length > 0 ? given.positional : [...WORKLOADS.keys()];
  const workloads = names.map((name) => ({ name, workload: workloadOf(name) }));
  const rounds = given.whole('rounds', FEWEST_ROUNDS, 1000) ?? FEWEST_ROUNDS;
  const wantedScale = given.oneOf('scale', ['small', 'full']);
  const single = given.whole('case', 0, 1000);
  const [asked] = workloads;
  if (single !== undefined && asked) {
    await runHere(asked.workload, wantedScale ?? 'small', single, rounds, given.has('kernels'), peer);
    return;
  }
  const gpu = await openHere();
  const probe = await openGpu(gpu);
  const { label, software } = probe.facts;
  probe.close();
  const scale = wantedScale ?? (software ? 'small' : 'full');
  const report: Report = { device: label, software, scale, rounds, measurementMs: MEASUREMENT_MS, workloads: {}, notes: {} };
  const say = (sentence: string): void => { if (!given.has('json')) process.stdout.write(`${sentence}\n`); };
  say(headline(report));
  for (const { name, workload } of workloads) {
    const results: CaseResult[] = [];
    report.workloads[name] = results;
    if (workload.note !== undefined) report.notes[name] = workload.note;
    for (const index of workload.plans(scale).keys()) {
      const result = await runApart([name, '--scale', scale, '--rounds', `${rounds}`, '--case', `${index}`, ...(given.has('kernels') ? ['--kernels'] : [])]);
      results.push(result);
      say(describeCase(name, result));
    }
    if (workload.note !== undefined) say(`\n${name}: ${workload.note}`);
  }
  if (given.has('json')) process.stdout.write(`${JSON.stringify(report)}\n`);
}

/** A case in this process; its result goes to stdout as JSON. */
async function runHere(workload: Workload, scale: Scale, index: number, rounds: number, kernels: boolean, peer: FindPeer): Promise<void> {
  const plan = workload.plans(scale)[index];
  if (!plan) throw new UsageError(`There is no case ${index}.`);
  const gpu = await openHere();
  countCalls();
  const result = await runCase(gpu, peer, plan, { rounds, milliseconds: MEASUREMENT_MS, kernels });
  await new Promise<void>((written) => { process.stdout.write(`${JSON.stringify(result)}\n`, () => { written(); }); });
}

/** A case in a process of its own: no engine meets memory that another case has left in its pools. */
async function runApart(words: readonly string[]): Promise<CaseResult> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed, status] = await Promise.all([text(child.stdout), new Promise<number | null>((resolve, reject) => { child.once('error', reject).once('exit', resolve); })]);
  if (status !== 0) throw new Error(`The case ${words.join(' ')} failed; the reason stands above.`);
  const result: unknown = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
  if (!isCaseResult(result)) throw new Error(`The case ${words.join(' ')} printed something else than its result: ${printed.slice(0, 200)}`);
  return result;
}

/** @returns the exit status: 0, 2 on wrong use, 1 on failure */
export async function main(words: readonly string[], peer: FindPeer): Promise<number> {
  try {
    await run(words, peer);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
