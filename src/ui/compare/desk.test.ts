import { describe, expect, it } from 'vitest';
import type { Distance } from '../../protocol/messages.ts';
import { loaded, recipe, trajectory } from '../../store/fixtures/loadedStore.ts';
import { makeDesk, MOST_KEPT } from './desk.ts';

const distance: Distance = { value: 0.2, floor: 0.05, floorDeviation: 0.01, count: 1, heldOut: true };

async function opened() {
  const { client, store } = await loaded();
  store.setState({ status: 'paused' });
  const desk = makeDesk(store);
  desk.setOpen(true);
  /** Answers the film under way and its distance. */
  const drawOne = async () => {
    await client.answer({ trajectory });
    await client.answer({ distance });
    await new Promise((done) => setTimeout(done));
  };
  const films = () => desk.getState().columns.map((column) => desk.filmOf(column));
  const asked = () => client.sent.map(({ body }) => body).filter((body) => body.type === 'carry');
  return { client, store, desk, drawOne, films, asked };
}

describe('the desk', () => {
  it('draws the film of each column, one after the other, and measures it', async () => {
    const { desk, drawOne, films, asked } = await opened();
    expect(asked()).toHaveLength(1);
    expect(desk.getState().drawing).not.toBeNull();
    for (let i = 0; i < 3; i++) await drawOne();
    expect(asked().map(({ use, request }) => [use, request.sampler, request.steps])).toEqual([['compare', 'ddim', 50], ['compare', 'ddim', 10], ['compare', 'dpmpp-2m', 10]]);
    expect(films()).toMatchObject([{ film: trajectory, distance }, { distance }, { distance }]);
    expect(desk.getState().drawing).toBeNull();
  });

  it('draws only what changed, and ends what is no longer wanted', async () => {
    const { client, desk, drawOne, asked } = await opened();
    for (let i = 0; i < 3; i++) await drawOne();
    const [, second] = desk.getState().columns;
    desk.change(second?.id ?? 0, { steps: 20 });
    expect(asked().at(-1)?.request).toMatchObject({ sampler: 'ddim', steps: 20 });
    desk.change(second?.id ?? 0, { steps: 5 });
    expect(client.sent.at(-1)?.body).toEqual({ type: 'cancel', question: 'compare' });
    desk.change(second?.id ?? 0, { steps: 10 });
    await client.answerAll();
    expect(asked(), 'the film of ten steps is there').toHaveLength(4);
  });

  it('keeps a film beyond the run that made it, and no more than a few', async () => {
    const { store, desk, drawOne, films } = await opened();
    for (let i = 0; i < 3; i++) await drawOne();
    const [first, second] = desk.getState().columns;
    if (!first || !second) throw new Error('There are columns.');
    expect(desk.keep(first.id)).toMatchObject({ name: null, recipe });
    const [kept] = desk.getState().kept;
    desk.rename(kept?.id ?? 0, ' before ');
    expect(desk.getState().kept[0]?.name).toBe('before');
    desk.rename(kept?.id ?? 0, ' ');
    expect(desk.getState().kept[0]?.name).toBeNull();
    desk.showKept(second.id, kept?.id ?? 0);
    store.setState({ runningRecipe: { ...recipe, optimizer: { ...recipe.optimizer, learningRate: 0.5 } } });
    expect(films()[0], 'a live change does not change the weights').not.toBeNull();
    store.setState({ status: 'compiling' });
    store.setState({ status: 'paused' });
    expect(films()[0], 'the run is another').toBeNull();
    expect(films()[1]).toMatchObject({ film: trajectory, recipe });
    desk.forget(kept?.id ?? 0);
    expect(desk.getState().columns[1]).toMatchObject({ sampler: 'ddim', steps: 50 });
    await drawOne();
    for (let i = 0; i <= MOST_KEPT; i++) desk.keep(first.id);
    expect(desk.getState().kept).toHaveLength(MOST_KEPT);
  });

  it('says why a film cannot be drawn, and does not try again', async () => {
    const { client, desk, asked } = await opened();
    const failed = desk.getState().drawing ?? '';
    await client.fail('The samples are too many.');
    await new Promise((done) => setTimeout(done));
    expect(desk.getState().failures.get(failed)).toBe('The samples are too many.');
    expect(asked().at(-1)?.request.steps).toBe(10);
    desk.retry();
    expect(desk.getState().failures.size).toBe(0);
    desk.setOpen(false);
    await client.answer({ trajectory });
    await client.answerAll();
    expect(asked()).toHaveLength(2);
  });
});
