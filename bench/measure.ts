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
  const recording = engine.recordingMs?.();
  const began = performance.now();
  await start(engine, count);
  const returned = performance.now();
  await engine.settle();
  const recordMs = recording === undefined ? returned - began : (engine.recordingMs?.() ?? Number.NaN) - recording;
  return { ms: (performance.now() - began) / count, recordMs: recordMs / count };
}

/** Steps that take about `milliseconds`: doubles until half of it is reached. The engine has done some steps before. */
async function calibrate(engine: Engine, milliseconds: number): Promise<{ count: number; dispatches: number }> {
  for (let count = 1; ; count *= 2) {
    const before = dispatchCount();
    const { ms } = await measureOnce(engine, count);
    if (ms * count > milliseconds / 2) return { count: Math.max(1, Math.round(milliseconds / ms)), dispatches: (dispatchCount() - before) / count };
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
    prepared.push({ engine, ...await calibrate(engine, milliseconds), samples: [] });
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
