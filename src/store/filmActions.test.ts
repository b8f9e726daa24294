import { describe, expect, it } from 'vitest';
import { loaded, recipe, trajectory as anyFilm, training } from './fixtures/loadedStore.ts';

const seeded = (seed: number) => ({ ...recipe.sampling, seed });
const film = (trainedSteps: number) => ({ ...anyFilm, trainedSteps });

async function withFilms(...seeds: readonly number[]) {
  const made = await loaded();
  const films = [];
  for (const seed of seeds) {
    const drawn = made.state().sample(seeded(seed));
    const trajectory = film(0);
    await made.client.answer({ trajectory });
    await drawn;
    films.push(trajectory);
  }
  return { ...made, films };
}

describe('films that were drawn before', () => {
  it('are shown at once, and nothing is asked of the worker', async () => {
    const { client, state, films } = await withFilms(1, 2);
    const before = client.sent.length;
    expect(state().trajectory).toBe(films[1]);
    expect(state().recallFilm('model', seeded(1))).toBe(true);
    expect(state().trajectory).toBe(films[0]);
    expect(state().recallFilm('model', seeded(3))).toBe(false);
    expect(state().recallFilm('ideal', seeded(1)), 'that of the perfect model is another').toBe(false);
    expect(state().trajectory).toBe(films[0]);
    expect(client.sent.length).toBe(before);
  });

  it('give up what is being drawn, the answer of which is no longer shown', async () => {
    const { client, state, films } = await withFilms(1);
    const slow = state().sample(seeded(2));
    expect(state().sampling).toBe(true);
    expect(state().recallFilm('model', seeded(1))).toBe(true);
    expect(client.types().at(-1)).toBe('cancel-sample');
    expect(state().sampling).toBe(false);
    await client.answer({ trajectory: film(0) });
    await slow;
    expect(state().trajectory).toBe(films[0]);
    expect(state().sampling).toBe(false);
  });

  it('are of the weights of now, or gone', async () => {
    const { client, state } = await withFilms(1);
    client.emit({ ...training, step: 1 });
    expect(state().recallFilm('model', seeded(1))).toBe(false);
    client.emit({ ...training, step: 0 });
    expect(state().recallFilm('model', seeded(1)), 'going back to a step is not going back to its weights').toBe(false);
  });

  it('are of the schedule of now', async () => {
    const { client, state } = await withFilms(1);
    state().setSchedule({ ...recipe.schedule, kind: 'cosine' }, true);
    expect(state().recallFilm('model', seeded(1))).toBe(false);
    await client.answerAll();
    expect(state().recallFilm('model', seeded(1))).toBe(false);
    state().undoSchedule();
    await client.answerAll();
    expect(state().recallFilm('model', seeded(1))).toBe(true);
  });

  it('of the perfect model outlast training, but not other data', async () => {
    const { client, state } = await loaded();
    const drawn = state().sampleIdeal(seeded(1));
    await client.answer({ trajectory: film(0) });
    await drawn;
    client.emit({ ...training, step: 5 });
    expect(state().recallFilm('ideal', seeded(1))).toBe(true);
    client.emit({ type: 'data', points: new Float32Array(4), description: '' });
    expect(state().recallFilm('ideal', seeded(1))).toBe(false);
  });
});
