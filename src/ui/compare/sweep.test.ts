import { describe, expect, it } from 'vitest';
import type { Distance, Quality } from '../../protocol/messages.ts';
import { loaded } from '../../store/fixtures/loadedStore.ts';
import { makeSweep, summary, sweepCsv } from './sweep.ts';

const distance = (value: number): Distance => ({ value, floor: 0.05, floorDeviation: 0.01, count: 500, heldOut: true });
const quality: Quality = { distances: [distance(0.1), distance(0.2), distance(0.3)], evaluations: 7, trainedSteps: 40 };

it('the mean of some seeds has the standard error of their spread', () => {
  const { mean, error } = summary(quality);
  expect(mean).toBeCloseTo(0.2, 12);
  expect(error).toBeCloseTo(0.1 / Math.sqrt(3), 12);
  expect(summary({ distances: [distance(0.4)] })).toEqual({ mean: 0.4, error: 0 });
});

describe('the measurement of quality against steps', () => {
  it('measures every sampler with every number of steps that goes with it', async () => {
    const { client, store } = await loaded();
    const sweep = makeSweep(store);
    sweep.choose(['ddim', 'heun']);
    // A schedule of 100 timesteps has no 128 to stop at.
    sweep.chooseCounts([128, 4, 1]);
    const measured = sweep.start();
    for (let i = 0; i < 3; i++) await client.answer({ quality });
    await measured;
    const asked = client.sent.flatMap(({ body }) => (body.type === 'quality' ? [body] : []));
    expect(asked.map(({ request, seeds }) => [request.sampler, request.steps, seeds])).toEqual([['ddim', 1, [1, 2, 3]], ['ddim', 4, [1, 2, 3]], ['heun', 4, [1, 2, 3]]]);
    expect(sweep.getState()).toMatchObject({ under: null, problem: null, floor: { floor: 0.05 }, points: [{ steps: 1 }, { steps: 4 }, { sampler: 'heun', evaluations: 7, trainedSteps: 40 }] });
    expect(sweepCsv(sweep.getState()).split('\n')[3]).toMatch(/^heun,4,7,0\.2\d*,0\.057\d*,0\.05,40$/);
  });

  it('stops when it is told to, keeps what it has, and lets go of it with the run', async () => {
    const { client, store } = await loaded();
    const sweep = makeSweep(store);
    void sweep.start();
    await client.answer({ quality });
    sweep.stop();
    expect(client.sent.at(-1)?.body).toEqual({ type: 'cancel', question: 'quality' });
    await client.answerAll();
    expect(sweep.getState()).toMatchObject({ under: null, points: [{ steps: 2 }] });
    store.setState({ status: 'paused', runningRecipe: { ...store.getState().recipe } });
    expect(sweep.getState().points, 'a live change does not change the weights').toHaveLength(1);
    store.setState({ status: 'compiling' });
    expect(sweep.getState().points).toEqual([]);
  });

  it('says what went wrong, and goes on with the rest', async () => {
    const { client, store } = await loaded();
    const sweep = makeSweep(store);
    sweep.choose(['ddim']);
    sweep.chooseCounts([2, 4]);
    const measured = sweep.start();
    await client.fail('Some of the samples are not finite numbers.');
    await client.answer({ quality });
    await measured;
    expect(sweep.getState()).toMatchObject({ under: null, missed: [{ sampler: 'ddim', steps: 2, why: 'Some of the samples are not finite numbers.' }], points: [{ steps: 4 }] });
    sweep.chooseCounts([]);
    await sweep.start();
    expect(sweep.getState().problem).toMatch(/choose others/);
  });
});
