/** Where a step's time goes: each dispatch of a program submitted alone and waited for. */
import type { Program } from '../src/engine/program.ts';
import type { Gpu } from '../src/gpu/device.ts';
import { ZERO_STEP } from '../src/ops/stepUniform.ts';
import { median } from './measure.ts';

export interface KernelTime {
  shader: string;
  /** Milliseconds in one step, all launches of the shader together, the cost of an empty submit taken off. */
  ms: number;
  launches: number;
  slowestMs: number;
  /** Workgroups of the slowest launch. */
  slowestGrid: readonly number[];
}

const ROUNDS = 3;

/** Leaves the program's memory in a state that no training step makes: measure first. */
export async function kernelTimes({ gpu, program }: { gpu: Gpu; program: Program }): Promise<KernelTime[]> {
  const { device } = gpu;
  program.stage([ZERO_STEP]);
  const once = async (from: number, to: number): Promise<number> => {
    const began = performance.now();
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    program.record(pass, 0, from, to);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - began;
  };
  const empty: number[] = [];
  const times = program.dispatches.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await once(0, 0));
    for (const i of program.dispatches.keys()) times[i]?.push(await once(i, i + 1));
  }
  const nothing = median(empty);
  const found = new Map<string, KernelTime>();
  program.dispatches.forEach(({ label, workgroups }, i) => {
    const ms = Math.max(0, median(times[i] ?? []) - nothing);
    const entry = found.get(label) ?? { shader: label, ms: 0, launches: 0, slowestMs: -1, slowestGrid: [] };
    found.set(label, entry);
    entry.ms += ms;
    entry.launches += 1;
    if (ms > entry.slowestMs) Object.assign(entry, { slowestMs: ms, slowestGrid: workgroups });
  });
  return [...found.values()].sort((a, b) => b.ms - a.ms);
}
