/** Interleaved measurement: engines in turn, several rounds, one synchronisation at the end of each measurement. */
import { dispatchCount } from './counters.ts';
import type { Engine } from './engine.ts';

export interface Measured {
  name: string;
  /** Milliseconds a step over the rounds. */
  medianMs: number;
  minMs: number;
  maxMs: number;
  rounds: number[];
  stepsAMeasurement: number;
  dispatchesAStep: number;
  /** CPU milliseconds a step from the first call to the last, before waiting. */
  recordMs: number;
}

async function start(engine: Engine, count: number): Promise<void> {
  if (engine.steps) { await engine.steps(count); return; }
  for (let i = 0; i < count; i += 1) engine.step();
}

interface Sample { ms: number; recordMs: number }

async function measureOnce(engine: Engine, count: number): Promise<Sample> {
  const began = performance.now();
  await start(engine, count);
  const recorded = performance.now();
  await engine.settle();
  return { ms: (performance.now() - began) / count, recordMs: (recorded - began) / count };
}

/** Steps that take about `milliseconds`: doubles until half of it is reached. */
async function calibrate(engine: Engine, milliseconds: number): Promise<number> {
  await measureOnce(engine, 2);
  for (let count = 1; ; count *= 2) {
    const { ms } = await measureOnce(engine, count);
    if (ms * count > milliseconds / 2) return Math.max(1, Math.round(milliseconds / ms));
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

export async function interleave(engines: readonly Engine[], rounds: number, milliseconds: number): Promise<Measured[]> {
  const prepared: { engine: Engine; count: number; dispatches: number; samples: Sample[] }[] = [];
  for (const engine of engines) {
    const count = await calibrate(engine, milliseconds);
    const before = dispatchCount();
    await measureOnce(engine, count);
    prepared.push({ engine, count, dispatches: (dispatchCount() - before) / count, samples: [] });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { engine, count, samples } of prepared) samples.push(await measureOnce(engine, count));
  }
  return prepared.map(({ engine, count, dispatches, samples }) => {
    const times = samples.map((sample) => sample.ms);
    return {
      name: engine.name, medianMs: median(times), minMs: Math.min(...times), maxMs: Math.max(...times), rounds: times,
      stepsAMeasurement: count, dispatchesAStep: dispatches, recordMs: median(samples.map((sample) => sample.recordMs)),
    };
  });
}
