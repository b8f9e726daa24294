import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loaded, recipe, trajectory, training } from '../../store/fixtures/loadedStore.ts';
import { makePlayhead } from '../time/playhead.ts';
import { filmNews, tellNews } from './news.ts';

const alphaBars = Float64Array.of(0, 0.34, 1);

async function listening(quiet = false) {
  vi.useRealTimers();
  const { client, store } = await loaded();
  vi.useFakeTimers();
  const playhead = makePlayhead();
  const heard: string[] = [];
  const stop = tellNews(store, playhead, (text) => heard.push(text), () => quiet);
  const status = (name: 'training' | 'paused' | 'compiling', step: number) => client.emit({ ...training, status: name, step });
  return { client, store, playhead, heard, stop, status };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('news of the run', () => {
  it('are that it begins, pauses and is done', async () => {
    const { client, heard, status } = await listening();
    status('training', 0);
    vi.advanceTimersByTime(1000);
    client.emit({ type: 'losses', firstStep: 1, losses: Float32Array.of(0.5, 0.25) });
    status('paused', 40);
    vi.advanceTimersByTime(1000);
    status('training', 40);
    vi.advanceTimersByTime(1000);
    status('paused', recipe.training.steps);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Training goes on.', 'Training paused. Step 40 of 3,000, mean loss 0.375.', 'Training goes on.', 'Training is done. Step 3,000 of 3,000, mean loss 0.375.']);
  });
  it('are one where several things happen at once', async () => {
    const { heard, status } = await listening();
    status('compiling', 0);
    status('paused', 0);
    status('training', 0);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Training goes on.']);
  });
  it('come seldom while it goes on, and not afterwards', async () => {
    const { heard, stop, status } = await listening();
    status('training', 0);
    for (let second = 0; second < 65; second++) {
      vi.advanceTimersByTime(1000);
      status('training', 10 * second);
    }
    expect(heard).toEqual(['Training goes on.', 'Step 280 of 3,000.', 'Step 580 of 3,000.']);
    stop();
    vi.advanceTimersByTime(100_000);
    expect(heard).toHaveLength(3);
  });
  it('are that samples are drawn', async () => {
    const { store, heard } = await listening();
    store.setState({ sampling: true });
    store.setState({ trajectory: { ...trajectory, states: Array.from({ length: 21 }, () => new Float32Array(2)) } });
    store.setState({ sampling: false });
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Samples are drawn, in 20 steps.']);
  });
});

describe('news of the film', () => {
  it('come when it rests, not while it plays', async () => {
    const { playhead, heard } = await listening();
    playhead.setState({ alphaBars });
    for (const frame of [1, 2, 0, 1]) {
      playhead.setState({ frame });
      vi.advanceTimersByTime(100);
    }
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Film: step 1 of 2, 34 % signal.']);
    expect(filmNews(alphaBars, 2)).toBe('Film: the finished samples.');
  });
  it('do not come where the control says it', async () => {
    const { playhead, heard } = await listening(true);
    playhead.setState({ alphaBars });
    playhead.setState({ frame: 1 });
    vi.advanceTimersByTime(2000);
    expect(heard).toEqual([]);
  });
});
