/** Where a step's time goes: each dispatch of a program timed alone. */
import type { Program } from '../src/engine/program.ts';
import type { Gpu } from '../src/gpu/device.ts';
import { readBuffers } from '../src/gpu/readback.ts';
import { ZERO_STEP } from '../src/ops/stepUniform.ts';
import { median } from './measure.ts';

export interface KernelTime {
  shader: string;
  /** Milliseconds in one step, all launches of the shader together. */
  ms: number;
  launches: number;
  slowestMs: number;
  /** Workgroups of the slowest launch. */
  slowestGrid: readonly number[];
}

const ROUNDS = 3;
/** Replays of a dispatch in one measurement: timestamps are rounded to 0.1 ms. */
const REPEATS = 8;
const NANOSECONDS = 1e6;
/** Dispatches between two readings of timestamps. */
const CHUNK = 512;

/**
 * Each dispatch is a compute pass of its own, and the device's timestamps are taken before and after it.
 * It leaves the program's memory in a state that no training step makes: measure first.
 * @returns the shaders, the dearest first; none where the device has no timestamps.
 */
export async function kernelTimes({ gpu, program }: { gpu: Gpu; program: Program }): Promise<KernelTime[]> {
  const { device } = gpu;
  if (!device.features.has('timestamp-query')) return [];
  program.stage([ZERO_STEP]);
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 * CHUNK });
  const resolved = gpu.ledger.allocate('timestamps', 16 * CHUNK, GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC);
  const times = program.dispatches.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let first = 0; first < times.length; first += CHUNK) {
      const count = Math.min(CHUNK, times.length - first);
      const encoder = device.createCommandEncoder();
      for (let i = 0; i < count; i += 1) {
        const pass = encoder.beginComputePass({ timestampWrites: { querySet, beginningOfPassWriteIndex: 2 * i, endOfPassWriteIndex: 2 * i + 1 } });
        for (let repeat = 0; repeat < REPEATS; repeat += 1) program.record(pass, 0, first + i, first + i + 1);
        pass.end();
      }
      encoder.resolveQuerySet(querySet, 0, 2 * count, resolved, 0);
      device.queue.submit([encoder.finish()]);
      const [bytes] = await readBuffers(gpu, [{ buffer: resolved, offset: 0, bytes: 16 * count }]);
      const stamps = new BigUint64Array(bytes ?? new ArrayBuffer(0));
      for (let i = 0; i < count; i += 1) times[first + i]?.push(Number((stamps[2 * i + 1] ?? 0n) - (stamps[2 * i] ?? 0n)) / NANOSECONDS / REPEATS);
    }
  }
  querySet.destroy();
  gpu.ledger.free(resolved);
  const found = new Map<string, KernelTime>();
  program.dispatches.forEach(({ label, workgroups }, i) => {
    const ms = median(times[i] ?? []);
    const entry = found.get(label) ?? { shader: label, ms: 0, launches: 0, slowestMs: -1, slowestGrid: [] };
    found.set(label, entry);
    entry.ms += ms;
    entry.launches += 1;
    if (ms > entry.slowestMs) Object.assign(entry, { slowestMs: ms, slowestGrid: workgroups });
  });
  return [...found.values()].sort((a, b) => b.ms - a.ms);
}
