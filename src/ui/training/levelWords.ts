/** Losses by noise level over the steps, in words and as columns of a table. */
import { axisNumber } from '../../plot/chartScales.ts';
import type { Trace, TraceEntry } from '../../store/trainingTrace.ts';
import { say } from '../../words/say.ts';
import type { Curve } from '../charts/curves.ts';

/** First and last timestep of one of `parts` equal parts, for instance "40–59". */
export function timestepsOf(part: number, parts: number, timesteps: number): string {
  return `${Math.ceil((part * timesteps) / parts)}–${Math.ceil(((part + 1) * timesteps) / parts) - 1}`;
}

/** The part in which a timestep lies. */
export function partOf(timestep: number, parts: number, timesteps: number): number {
  return Math.min(parts - 1, Math.max(0, Math.floor((timestep * parts) / timesteps)));
}

/** The loss of one part of the timesteps; null where none is known. */
export function partWords({ values }: TraceEntry, part: number, timesteps: number): string | null {
  const loss = values[part] ?? NaN;
  return Number.isNaN(loss) ? null : `t ${timestepsOf(part, values.length, timesteps)} ${axisNumber(loss)}`;
}

/** Where the loss is least and where it is greatest. */
export function extremeWords(entry: TraceEntry, timesteps: number): string {
  const known = Array.from(entry.values).map((loss, part) => ({ loss, part })).filter(({ loss }) => Number.isFinite(loss)).toSorted((a, b) => a.loss - b.loss);
  const ends = known.length > 1 ? [known[0], known.at(-1)] : known.slice(0, 1);
  const [first = '', last = ''] = ends.map((end) => (end ? say`${axisNumber(end.loss)} at t ${timestepsOf(end.part, entry.values.length, timesteps)}` : ''));
  return ends.length === 0 ? say`no loss known` : ends.length === 1 ? say`loss ${first}` : say`loss from ${first} to ${last}`;
}

/** A column for each part of the timesteps. */
export function levelColumns(trace: Trace, timesteps: number): Curve[] {
  const parts = trace[0]?.values.length ?? 0;
  const x = trace.map(({ from, to }) => Math.round((from + to) / 2));
  return Array.from({ length: parts }, (_, part) => ({ name: `t ${timestepsOf(part, parts, timesteps)}`, tone: 'first', x, y: trace.map(({ values }) => values[part] ?? NaN) }));
}
