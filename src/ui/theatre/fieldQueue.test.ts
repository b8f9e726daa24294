import { expect, it } from 'vitest';
import type { DenoiserField } from '../../protocol/messages.ts';
import { loaded, schedule } from '../../store/fixtures/loadedStore.ts';
import { makeFieldQueue } from './fieldQueue.ts';

const field: DenoiserField = {
  of: 'model', timestep: 40, alpha: 0.6, sigma: 0.8, grid: { left: -1, right: 1, bottom: -1, top: 1, columns: 1, rows: 1 }, x0: new Float64Array(2), trainedSteps: 7,
};

it('asks both models, and keeps where the arrows are drawn', async () => {
  const { client, store } = await loaded();
  const found = new Map<string, DenoiserField>();
  makeFieldQueue(store, (key, one) => found.set(key, one))({ timestep: 40, trained: 7, zoom: 2 });
  await client.answer({ field });
  expect(client.sent.at(-1)?.body).toMatchObject({ type: 'field', of: 'ideal', timestep: 40, grid: { left: -6.8, columns: 17 } });
  await client.answer({ field: { ...field, of: 'ideal' } });
  expect([...found.keys()]).toEqual(['model 40 7', 'ideal 40']);
  expect(found.get('ideal 40')?.grid.left).toBe(-3.4);
});

it('drops what was asked of a schedule that is no more', async () => {
  const { client, store, state } = await loaded();
  const found: string[] = [];
  makeFieldQueue(store, (key) => found.push(key))({ timestep: 40, trained: 7, zoom: 1 });
  store.setState({ runningRecipe: { ...state().recipe, schedule: { ...schedule, kind: 'cosine' } } });
  await client.answer({ field });
  expect(found).toEqual([]);
  expect(client.types().filter((type) => type === 'field')).toHaveLength(1);
});
