/** What a trace of the browser says of the page's main thread. */

/** An event of Chromium's trace format: times in microseconds. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: { name?: unknown };
}

function isEvent(value: unknown): value is TraceEvent {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'ph' in value && 'ts' in value && typeof value.ts === 'number';
}

/** The events of a trace as the browser writes it. @throws when it is none */
export function eventsOf(json: string): TraceEvent[] {
  const trace: unknown = JSON.parse(json);
  const events: unknown = typeof trace === 'object' && trace !== null && 'traceEvents' in trace ? trace.traceEvents : null;
  if (!Array.isArray(events)) throw new Error('This is no trace of the browser.');
  return events.filter(isEvent);
}

export interface TraceSummary {
  /** Milliseconds of the longest task, and of the most scripting within one task. */
  longestTask: number;
  longestScripting: number;
  /** Scripting over the whole trace, as a part of its time. */
  scriptingShare: number;
  tasks: number;
  /** Tasks that scripted for more than 50 ms. */
  longTasks: number;
}

const scripting = new Set(['FunctionCall', 'EvaluateScript', 'RunMicrotasks', 'v8.callFunction', 'V8.GC_MC_BACKGROUND_MARKING', 'MinorGC', 'MajorGC']);
const LONG = 50;

/** Milliseconds covered by intervals that may lie within each other. */
function covered(intervals: readonly { ts: number; dur: number }[]): number {
  let [end, total] = [-Infinity, 0];
  for (const { ts, dur } of intervals.toSorted((a, b) => a.ts - b.ts)) {
    total += Math.max(0, ts + dur - Math.max(ts, end));
    end = Math.max(end, ts + dur);
  }
  return total / 1000;
}

/** @throws when the trace has no main thread of a page */
export function traceSummary(events: readonly TraceEvent[]): TraceSummary {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const timed = events.flatMap((event) => (event.ph === 'X' && event.dur !== undefined ? [{ ...event, dur: event.dur }] : []));
  // Other pages of the browser are idle.
  const threads = mains.map(({ pid, tid }) => timed.filter((event) => event.pid === pid && event.tid === tid));
  const busy = (thread: typeof timed) => thread.reduce((sum, { name, dur }) => (name === 'RunTask' ? sum + dur : sum), 0);
  const main = threads.toSorted((a, b) => busy(b) - busy(a))[0];
  if (!main || main.length === 0) throw new Error('The trace has no main thread of a page.');
  const tasks = main.filter(({ name }) => name === 'RunTask').toSorted((a, b) => a.ts - b.ts);
  const scripts = main.filter(({ name }) => scripting.has(name)).toSorted((a, b) => a.ts - b.ts);
  let at = 0;
  const perTask = tasks.map(({ ts, dur }) => {
    while (at < scripts.length && (scripts[at]?.ts ?? 0) < ts) at += 1;
    const first = at;
    while (at < scripts.length && (scripts[at]?.ts ?? 0) < ts + dur) at += 1;
    return covered(scripts.slice(first, at));
  });
  const [first, last] = [tasks[0], tasks.at(-1)];
  const span = first && last ? (last.ts + last.dur - first.ts) / 1000 : 0;
  return {
    longestTask: tasks.reduce((longest, { dur }) => Math.max(longest, dur / 1000), 0),
    longestScripting: perTask.reduce((longest, ms) => Math.max(longest, ms), 0),
    scriptingShare: span > 0 ? perTask.reduce((sum, ms) => sum + ms, 0) / span : 0,
    tasks: tasks.length,
    longTasks: perTask.filter((ms) => ms > LONG).length,
  };
}
