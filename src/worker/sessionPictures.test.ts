import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeImageDataset } from '../data/images/imageDataset.ts';
import { writeSafetensors } from '../formats/safetensors.ts';
import { testGpu } from '../node/testDevice.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import { tinyImageRecipe } from '../train/fixtures/tinyImageRecipe.ts';
import { tinyRecipe } from '../train/fixtures/tinyRecipe.ts';
import { ImageLearner } from '../train/imageLearner.ts';
import { file, idxFile, made, own } from './fixtures/imageData.ts';
import { Listener } from './fixtures/listener.ts';
import { Withdrawn } from './withdrawn.ts';

const request: SampleRequest = { sampler: 'ddim', steps: 6, count: 4, seed: 4, eta: 0, schedule: null, guidance: 1, label: 'each' };
/** As few different kernels as a U-Net can have: each is compiled for seconds. */
const recipe = tinyImageRecipe({ model: { blockChannels: [8], attention: [false], dropout: 0 }, training: { steps: 10 } });
if (!isImageData(recipe.data) || recipe.model.kind !== 'unet2d') throw new Error('The recipe is not one of pictures.');
const [data, model] = [recipe.data, recipe.model];
const weightsPath = 'tiny-digits/unet/diffusion_pytorch_model.safetensors';
/** The shipped models of the site; a test puts one there. */
const models = new Map<string, Uint8Array>();
let gpu: GPU;
beforeAll(async () => { gpu = await testGpu(); });

describe('a session on pictures', () => {
  const heard = new Listener(() => gpu, models);
  const { session } = heard;
  afterAll(() => session.pause());

  it('loads: tells the pictures in place of points', async () => {
    await session.load(recipe);
    expect(heard.of('data')).toEqual([]);
    const [told] = heard.of('pictures');
    expect(told?.pictures.facts).toMatchObject({ width: 8, height: 8, channels: 1, count: 54, heldOut: 6 });
    expect(told?.pictures.pixels.length).toBe(54 * 64);
    expect(heard.status).toMatchObject({ status: 'paused', step: 0, error: null });
  });

  it('trains and shows pictures with their classes; of the untrained model one that costs little', async () => {
    const first = heard.next('preview');
    session.preview(request, 2);
    expect(await first).toMatchObject({ step: 0, shape: [4, 8, 8, 1], labels: Uint16Array.of(0, 1, 2, 0) });
    // The same noise in four calls, as the page would have asked for it.
    const { states } = await session.sample({ ...request, steps: 4 });
    expect(heard.of('preview').at(-1)?.samples).toEqual(states.at(-1));
    const later = heard.next('preview', ({ step }) => step >= 2);
    await session.start();
    expect((await later).samples).toHaveLength(256);
    await session.pause();
    expect(heard.losses()).toHaveLength(heard.status.step);
    session.preview(null, 2);
  });

  it('draws what somebody waits for before the live picture', async () => {
    heard.forget();
    session.preview({ ...request, steps: 20 }, 2);
    const shown = heard.next('preview');
    expect((await session.sample(request)).states).toHaveLength(7);
    expect(heard.of('preview')).toEqual([]);
    expect((await shown).samples).toHaveLength(256);
    session.preview(null, 2);
  });

  it('lets a person look at other pictures while it trains', async () => {
    await session.start();
    const before = heard.of('pictures').length;
    const look = await session.look(made('phantoms'));
    expect(look.facts.count).toBe(40);
    expect(heard.status.status).toBe('training');
    expect(heard.of('pictures')).toHaveLength(before);
    await session.pause();
  });

  it('tells what models would take, and goes on as before', async () => {
    const { facts } = heard.status;
    heard.forget();
    const uneven = { ...model, blockChannels: [8, 8, 8, 8, 8], attention: [false, false, false, false, false] };
    const [small, large, wrong] = await session.estimate(recipe, [model, { ...model, blockChannels: [64] }, uneven]);
    expect(small).toMatchObject({ parameters: facts?.parameters, tooBig: null });
    expect(small?.imagesPerSecond).toBeCloseTo(6000 / (small?.millisecondsPerStep ?? 0), 6);
    expect(large?.parameters).toBeGreaterThan(small?.parameters ?? Infinity);
    expect(large?.bytes).toBeGreaterThan(small?.bytes ?? Infinity);
    expect(wrong?.tooBig).toMatch(/[.]$/);
    expect(heard.of('status')).toEqual([]);
  });

  it('trains on opened files after a look at them', async () => {
    const files = [file('0.idx', idxFile(0, 10, 20, 30)), file('bad.png', 'no picture')];
    const { source, bad } = await session.openImages('mine', files, made('digits'));
    expect(bad.map(({ name }) => name)).toEqual(['bad.png']);
    expect(heard.of('reading').at(-1)).toEqual({ type: 'reading', share: 1, images: 4, bad: 1 });
    heard.forget();
    await session.load({ ...recipe, data: own(source) });
    expect(heard.of('pictures')[0]?.pictures.facts).toMatchObject({ count: 4, classNames: [] });
    await session.step(2);
    expect(heard.losses()).toHaveLength(2);
    expect((await session.sample(request)).labels).toBeNull();
    await expect(session.load({ ...recipe, data: own('not open') })).rejects.toThrow('are not open here');
    expect(heard.status.status).toBe('error');
    const many = Array.from({ length: 3000 }, (_, i) => file(`${i}.idx`, idxFile(i % 250)));
    const cancelled = expect(session.openImages('many', many, made('digits'))).rejects.toBeInstanceOf(Withdrawn);
    session.cancelReading();
    await cancelled;
  });

  it('gives up a load whose pictures are still being made when another is asked for', async () => {
    const older = expect(session.load(tinyImageRecipe({ data: { count: 100_000, size: 32 } }))).rejects.toBeInstanceOf(Withdrawn);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    const newer = session.load(tinyRecipe());
    await older;
    await newer;
    expect(heard.of('data').at(-1)?.points.length).toBe(600);
    expect(heard.status).toMatchObject({ status: 'paused', step: 0, error: null });
  });

  it('begins with shipped weights at their step, and goes on to the next planned one', async () => {
    const other = { ...recipe, training: { ...recipe.training, seed: 8 } };
    const learner = new ImageLearner(makeImageDataset(data), data, model, other.training);
    models.set(weightsPath, writeSafetensors(learner.save(learner.initialWeights(), ''), { format: 'pt', step: '500' }));
    await session.load(other);
    const { states } = await session.sample(request);
    heard.forget();
    await session.load(recipe, 'tiny-digits');
    expect(heard.status).toMatchObject({ status: 'paused', step: 500, error: null });
    const shipped = await session.sample(request);
    expect(shipped).toMatchObject({ trainedSteps: 500 });
    expect(shipped.states.at(-1)).toEqual(states.at(-1));
    await session.start();
    await heard.nextStatus('paused');
    expect(heard.status.step).toBe(510);
    expect(heard.losses(501)).toHaveLength(10);
    await session.reset();
    expect(heard.status.step).toBe(0);
  });

  it('begins with fresh weights and says so when there are none, or none that fit', async () => {
    await session.load(recipe, 'gone');
    expect(heard.status).toMatchObject({ status: 'paused', step: 0 });
    expect(heard.status.error).toBe('The trained weights that come with this page could not be used, so training begins with fresh ones. The site answered with status 404.');
    models.set(weightsPath, writeSafetensors(new Map([['conv_in.weight', { shape: [1], data: Float32Array.of(1) }]]), { step: '500' }));
    await session.load(recipe, 'tiny-digits');
    expect(heard.status).toMatchObject({ status: 'paused', step: 0 });
    expect(heard.status.error).toContain('so training begins with fresh ones. ');
    models.set(weightsPath, writeSafetensors(new Map(), {}));
    await session.load(recipe, 'tiny-digits');
    expect(heard.status.error).toContain('does not say for how many steps it was trained');
  });

  it('comes back with its pictures when the device is lost', async () => {
    await session.load(recipe);
    await session.step(3);
    heard.forget();
    const back = heard.nextStatus('compiling').then(() => heard.nextStatus('paused'));
    session.loseDevice();
    expect((await back).step).toBe(3);
    expect(heard.of('pictures')).toHaveLength(1);
    await session.step(1);
    expect(heard.losses(4)).toHaveLength(1);
  });
});
