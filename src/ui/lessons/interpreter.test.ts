import { describe, expect, it } from 'vitest';
import { loaded, recipe, training, trajectory } from '../../store/fixtures/loadedStore.ts';
import { makePlayhead } from '../time/playhead.ts';
import { makeView } from '../view.ts';
import { carryOut, isDone, type Desk, type Facts, type Measured } from './interpreter.ts';
import type { Action, Condition } from './lesson.ts';

async function desk() {
  const { client, store, state } = await loaded();
  const results: Measured[] = [];
  const looked: string[] = [];
  const leaving = new AbortController();
  const parts: Desk = { store, view: makeView('noise'), playhead: makePlayhead(), measure: 'copies', signal: leaving.signal, look: (at) => looked.push(at), measured: (result) => results.push(result) };
  const facts = (): Facts => ({ state: state(), view: parts.view.getState(), playhead: parts.playhead.getState(), measured: results });
  return { client, state, parts, results, looked, leaving, done: (condition: Condition) => isDone(condition, facts()), run: (...actions: Action[]) => carryOut(actions, parts) };
}

describe('what a lesson does', () => {
  it('sets options, classes, tabs and pictures', async () => {
    const { state, parts, run, done, looked } = await desk();
    const linear = { is: 'option', path: 'schedule.kind', equals: 'edm' } as const;
    expect(done(linear)).toBe(false);
    await run({ do: 'set', path: 'schedule.kind', value: 'edm' }, { do: 'class', label: 3 }, { do: 'tab', tab: 'sampling' }, { do: 'picture', mode: 'film', points: 'predicted' });
    expect(done(linear)).toBe(true);
    expect(done({ is: 'class', label: 3 })).toBe(true);
    expect(done({ is: 'tab', tab: 'sampling' })).toBe(true);
    expect(state().recipe.sampling.label).toBe(3);
    expect(looked).toEqual(['time', 'bench', 'samples']);
    expect(parts.view.getState()).toMatchObject({ tab: 'sampling', theatre: { mode: 'film', of: 'model' }, points: 'predicted' });
    expect(done({ is: 'film' }), 'a film that is not there yet').toBe(false);
    parts.store.setState({ trajectory });
    expect(done({ is: 'all', of: [{ is: 'film', points: 'predicted' }, { is: 'tab', tab: 'sampling' }] })).toBe(true);
    expect(done({ is: 'film', of: 'ideal' })).toBe(false);
    expect(done({ is: 'film', points: 'noisy' })).toBe(false);
  });

  it('trains until the run has enough steps, then pauses', async () => {
    const { client, run, done } = await desk();
    const trained = run({ do: 'train', to: 30 });
    await client.answerAll();
    expect(client.types().at(-1)).toBe('start');
    client.emit(training);
    expect(done({ is: 'trained', steps: 30 })).toBe(false);
    client.emit({ ...training, step: 31 });
    await client.answerAll();
    await trained;
    expect(client.types()).toContain('pause');
    expect(done({ is: 'trained', steps: 30 })).toBe(true);
    const before = client.types().length;
    await run({ do: 'train', to: 30 });
    expect(client.types()).toHaveLength(before);
  });

  it('lets training go on when the lesson is left, and does nothing more', async () => {
    const { client, parts, leaving, run } = await desk();
    const trained = run({ do: 'train', to: 300 }, { do: 'tab', tab: 'insight' });
    await client.answerAll();
    client.emit(training);
    leaving.abort();
    await trained;
    expect(client.types()).not.toContain('pause');
    expect(parts.view.getState().tab).toBe('data');
  });

  it('ends when a person pauses', async () => {
    const { client, run } = await desk();
    const trained = run({ do: 'train', to: 300 });
    await client.answerAll();
    client.emit(training);
    client.emit({ ...training, status: 'paused', step: 20 });
    await trained;
    expect(client.types()).not.toContain('pause');
  });

  it('draws the film of a model anew that was trained meanwhile', async () => {
    const { client, parts, run } = await desk();
    parts.store.setState({ trajectory, step: trajectory.trainedSteps });
    await run({ do: 'picture', mode: 'film' });
    expect(client.types()).not.toContain('sample');
    parts.store.setState({ step: 300 });
    const showing = run({ do: 'picture', mode: 'live' }, { do: 'picture', mode: 'film' });
    await client.answer({ trajectory: { ...trajectory, trainedSteps: 300 } });
    await showing;
    expect(parts.store.getState().trajectory?.trainedSteps).toBe(300);
    expect(parts.view.getState().theatre.mode).toBe('film');
  });

  it('goes to a place of the film once it is there', async () => {
    const { parts, run, done } = await desk();
    const sought: number[] = [];
    const going = run({ do: 'seek', to: 0.5 });
    expect(parts.view.getState().theatre.mode).toBe('film');
    parts.playhead.setState({ alphaBars: new Float64Array(21), seek: (frame) => sought.push(frame) });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sought, 'the film of other settings is not the one').toEqual([]);
    parts.playhead.setState({ alphaBars: new Float64Array(recipe.sampling.steps + 1) });
    await going;
    const middle = recipe.sampling.steps / 2;
    expect(sought).toEqual([middle]);
    parts.playhead.setState({ frame: middle });
    expect(done({ is: 'at', place: 0.5 })).toBe(true);
    expect(done({ is: 'at', place: 1 })).toBe(false);
  });

  it('measures samples of a run that was trained anew', async () => {
    const { client, parts, results, run, done } = await desk();
    parts.store.setState({ data: new Float32Array([1, 1]) });
    const measuring = run({ do: 'measure', train: 40 });
    await client.answer();
    await client.answer();
    expect(client.types().slice(-3)).toEqual(['reset', 'step', 'sample']);
    expect(client.sent.at(-2)?.body).toMatchObject({ count: 40 });
    await client.answer({ trajectory: { ...trajectory, states: [new Float32Array(2), new Float32Array([1, 1.01])] } });
    await measuring;
    expect(results).toEqual([{ value: 1, of: 'model', schedule: recipe.schedule.kind, samplingSteps: recipe.sampling.steps, trainedSteps: trajectory.trainedSteps }]);
    expect(done({ is: 'measured', times: 1, best: 0.9 })).toBe(true);
    expect(done({ is: 'measured', times: 2 })).toBe(false);
  });
});
