import type { Trace, TraceEntry } from '../../store/trainingTrace.ts';

/** The entry that holds a step, or the one nearest to it; null where there is none. */
export function entryAt(trace: Trace, step: number): TraceEntry | null {
  const away = ({ from, to }: TraceEntry) => Math.max(0, from - step, step - to);
  return trace.reduce<TraceEntry | null>((best, entry) => (best === null || away(entry) < away(best) ? entry : best), null);
}
