import { describe, expect, it } from 'vitest';
import { appendToTrace, MOST_ENTRIES, type Trace, traceBefore } from './trainingTrace.ts';

function traceOf(entries: number, steps: number): Trace {
  let trace: Trace = [];
  for (let i = 0; i < entries; i++) trace = appendToTrace(trace, i * steps + 1, (i + 1) * steps, Float32Array.of(i, NaN));
  return trace;
}

describe('a trace of training', () => {
  it('stays small however long the run, without gaps and evenly fine', () => {
    const trace = traceOf(5000, 10);
    expect(trace).toHaveLength(MOST_ENTRIES);
    expect(trace[0]?.from).toBe(1);
    expect(trace.at(-1)?.to).toBe(50_000);
    const widths = trace.map(({ from, to }) => to - from + 1);
    expect(widths.reduce((sum, width) => sum + width)).toBe(50_000);
    expect(Math.max(...widths) / (50_000 / MOST_ENTRIES)).toBeLessThan(3);
  });

  it('joins neighbours to the mean of their steps, leaving out what is not known', () => {
    const trace = traceOf(2000, 5);
    for (const { from, to, values } of trace) {
      expect(values[0]).toBeCloseTo(((from - 1) / 5 + to / 5 - 1) / 2, 2);
      expect(values[1]).toBeNaN();
    }
    let mixed = appendToTrace([], 1, 1, Float32Array.of(NaN, 4));
    for (let step = 2; step <= MOST_ENTRIES + 1; step++) mixed = appendToTrace(mixed, step, step, Float32Array.of(2, NaN));
    expect(mixed[0]).toEqual({ from: 1, to: 2, values: Float32Array.of(2, 4) });
  });

  it('forgets what a run goes through again', () => {
    const trace = traceOf(10, 10);
    expect(traceBefore(trace, 101)).toBe(trace);
    expect(traceBefore(trace, 56)).toHaveLength(5);
    expect(appendToTrace(trace, 31, 35, Float32Array.of(9, 9)).map(({ to }) => to)).toEqual([10, 20, 30, 35]);
    expect(appendToTrace(trace, 101, 100, Float32Array.of(1, 1))).toBe(trace);
  });
});
