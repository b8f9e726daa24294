/** Numbers over the steps in bounded memory: what a training chart shows beside the losses. */

/** Means over the steps `from` to `to`; NaN where nothing is known. */
export interface TraceEntry { readonly from: number; readonly to: number; readonly values: Float32Array }

/** In the order of the steps. */
export type Trace = readonly TraceEntry[];

/** Columns of a chart as narrow as a phone that are still told apart; each is a mean over its steps. */
export const MOST_ENTRIES = 128;

const span = (first: TraceEntry, last: TraceEntry): number => last.to - first.from;

/** The mean of two neighbours, each counted by its steps. */
function joined(a: TraceEntry, b: TraceEntry): TraceEntry {
  const [steps, more] = [a.to - a.from + 1, b.to - b.from + 1];
  const values = a.values.map((value, index) => {
    const other = b.values[index] ?? NaN;
    if (Number.isNaN(value) || Number.isNaN(other)) return Number.isNaN(value) ? other : value;
    return (steps * value + more * other) / (steps + more);
  });
  return { from: a.from, to: b.to, values };
}

/** The entries before `step`: a run that goes back goes through the steps after it again. */
export function traceBefore(trace: Trace, step: number): Trace {
  return (trace.at(-1)?.to ?? -Infinity) < step ? trace : trace.filter(({ to }) => to < step);
}

/** Appends what is known of the steps `from` to `to`. Where that is too much, the two neighbours that span the fewest steps become one. */
export function appendToTrace(trace: Trace, from: number, to: number, values: Float32Array): Trace {
  if (to < from) return trace;
  const entries = [...traceBefore(trace, from), { from, to, values }];
  while (entries.length > MOST_ENTRIES) {
    let at = 0;
    for (const [index, entry] of entries.entries()) {
      const next = entries[index + 1];
      const [best, after] = [entries[at], entries[at + 1]];
      if (next && best && after && span(entry, next) < span(best, after)) at = index;
    }
    const [first, second] = [entries[at], entries[at + 1]];
    if (!first || !second) break;
    entries.splice(at, 2, joined(first, second));
  }
  return entries;
}
