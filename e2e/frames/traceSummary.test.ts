import { describe, expect, it } from 'vitest';
import { eventsOf, traceSummary, type TraceEvent } from './traceSummary.ts';

const thread = (pid: number, name: string): TraceEvent => ({ name: 'thread_name', ph: 'M', pid, tid: 1, ts: 0, args: { name } });
const task = (ts: number, dur: number, name = 'RunTask', pid = 7): TraceEvent => ({ name, ph: 'X', pid, tid: 1, ts: 1000 * ts, dur: 1000 * dur });

describe('the summary of a trace', () => {
  it('tells the longest task, and counts scripting within scripting once', () => {
    const events = [
      thread(7, 'CrRendererMain'), thread(8, 'CrRendererMain'), thread(9, 'Compositor'),
      task(0, 10), task(2, 6, 'FunctionCall'), task(3, 2, 'FunctionCall'), task(8, 1, 'MinorGC'),
      task(20, 80), task(25, 60, 'FunctionCall'),
      task(0, 5, 'RunTask', 8), task(0, 500, 'RunTask', 9),
    ];
    expect(traceSummary(events)).toEqual({ longestTask: 80, longestScripting: 60, scriptingShare: 0.67, tasks: 2, longTasks: 1 });
  });
  it('is of the events that the browser wrote', () => {
    expect(eventsOf('{"traceEvents":[{"name":"RunTask","ph":"X","pid":1,"tid":1,"ts":5,"dur":2},{"nothing":1}]}')).toEqual([{ name: 'RunTask', ph: 'X', pid: 1, tid: 1, ts: 5, dur: 2 }]);
    expect(() => eventsOf('[]')).toThrow('no trace');
  });
  it('needs a page', () => expect(() => traceSummary([thread(1, 'Compositor')])).toThrow('no main thread'));
});
