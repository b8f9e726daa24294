import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testGpu } from '../node/testDevice.ts';
import type { LiveSettings, SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { tinyRecipe } from '../train/fixtures/tinyRecipe.ts';
import { Superseded } from '../train/trajectory.ts';
import { entryThatTells, type Kind, Listener } from './fixtures/listener.ts';

const request: SampleRequest = { sampler: 'ddim', steps: 5, count: 50, seed: 4, eta: 0, schedule: null, guidance: 1, label: 'each' };
const recipe = tinyRecipe();
const live: LiveSettings = { objective: recipe.objective, optimizer: recipe.optimizer, training: recipe.training };
let gpu: GPU;
const listeners: Listener[] = [];
beforeAll(async () => { gpu = await testGpu(); });
afterAll(async () => {
  for (const { session } of listeners) await session.pause();
});

function listen(entry: () => GPU | undefined = () => gpu): Listener {
  const listener = new Listener(entry);
  listeners.push(listener);
  return listener;
}

describe('a session', () => {
  const heard = listen();
  const { session } = heard;
  /** The same recipe anew: paused at step 0, and nothing heard yet. */
  async function fresh(with_: Recipe = recipe): Promise<void> {
    session.preview(null, 50);
    await session.load(with_);
    heard.forget();
  }

  it('asks for a recipe first', async () => {
    const sentence = 'Nothing is loaded yet. Load a preset or a recipe first.';
    await expect(session.start()).rejects.toThrow(sentence);
    await expect(session.step(1)).rejects.toThrow(sentence);
    await expect(session.reset()).rejects.toThrow(sentence);
    await expect(session.sample(request)).rejects.toThrow(sentence);
    await expect(session.change(live)).rejects.toThrow(sentence);
    expect(() => { session.schedule(recipe.schedule); }).toThrow(sentence);
    await session.pause();
  });

  it('loads: tells the device, the data and that it is paused at step 0', async () => {
    await session.load(recipe);
    expect(heard.of('device')).toHaveLength(1);
    expect(heard.of('data')[0]?.points.length).toBe(600);
    expect(heard.of('status').map(({ status }) => status)).toEqual(['compiling', 'paused']);
    expect(heard.status).toMatchObject({ step: 0, error: null });
    expect(heard.status.facts?.parameters).toBeGreaterThan(0);
  });

  it('looks at the layers while somebody watches, training or not, and holds nothing for it afterwards', async () => {
    // More steps than are trained before the second look.
    await fresh(tinyRecipe({ training: { steps: 1_000_000 } }));
    await session.pause();
    const buffers = heard.status.facts?.buffers ?? NaN;
    await session.watchLayers(true);
    expect(heard.of('layers').map(({ step, layers }) => [step, layers.map(({ name }) => name)])).toEqual([[0, ['in', 'hidden.0', 'out']]]);
    const seen = heard.next('layers', ({ step, layers }) => step > 0 && layers.every(({ update }) => update !== null));
    await session.start();
    await seen;
    await session.pause();
    expect(heard.losses()).toHaveLength(heard.status.step);
    await session.watchLayers(false);
    heard.forget();
    await session.step(3);
    expect(heard.of('layers')).toEqual([]);
    await session.reset();
    // The distance of the averages, measured from the first steps on, takes four of its own, and one while it is read.
    expect(heard.status.facts?.buffers).toBeLessThanOrEqual(buffers + 5);
  });

  it('trains when started, sends every loss once and in order, and pauses', async () => {
    await fresh();
    const second = heard.next('losses', ({ firstStep }) => firstStep > 1);
    await session.start();
    await session.start();
    await second;
    await session.pause();
    const { step, status } = heard.status;
    expect(status).toBe('paused');
    expect(heard.losses()).toHaveLength(step);
    expect(heard.of('noise-level-loss').every(({ losses }) => losses.length === 10)).toBe(true);
    heard.forget();
    // It goes on where it was, and nothing more comes once it is paused.
    const more = heard.next('losses');
    await session.start();
    await more;
    await session.pause();
    const now = heard.status.step;
    expect(heard.losses(step + 1)).toHaveLength(now - step);
    await session.pause();
    expect(heard.losses(step + 1)).toHaveLength(now - step);
  });

  it('ends at the planned number of steps by itself, and goes on for as many when started again', async () => {
    await fresh(tinyRecipe({ training: { steps: 30 } }));
    for (const planned of [30, 60]) {
      const end = heard.nextStatus('paused');
      await session.start();
      expect((await end).step).toBe(planned);
    }
    expect(heard.losses()).toHaveLength(60);
  });

  it('does exactly the steps that it is asked for, also when asked again before they are done', async () => {
    await fresh();
    await session.step(3);
    expect(heard.status).toMatchObject({ status: 'paused', step: 3 });
    await Promise.all([session.step(3), session.step(40), session.step(1)]);
    expect(heard.status).toMatchObject({ status: 'paused', step: 47 });
    expect(heard.losses()).toHaveLength(47);
    const begun = heard.nextStatus('training');
    const long = session.step(300);
    await begun;
    await session.step(1);
    await long;
    expect(heard.status).toMatchObject({ status: 'paused', step: 348 });
    // A pause ends them early, and whoever waits for them is told.
    const again = heard.nextStatus('training');
    const given = expect(session.step(100_000)).rejects.toThrow('of the 100000 steps were still to do');
    await again;
    await session.pause();
    await given;
    expect(heard.status.step).toBeLessThan(100_348);
    for (const bad of [0, -1, 1.5, Number.NaN]) await expect(session.step(bad)).rejects.toThrow('The number of steps must be a whole number from 1 up');
  });

  it('steps while training: training ends first', async () => {
    await fresh();
    const first = heard.next('losses');
    await session.start();
    await first;
    const stepping = session.step(2);
    await stepping;
    expect(heard.status.status).toBe('paused');
    expect(heard.losses()).toHaveLength(heard.status.step);
  });

  it('resets to step 0 while training, and the same losses come again', async () => {
    await fresh();
    await session.step(5);
    const before = heard.losses();
    await session.start();
    await session.reset();
    expect(heard.status).toMatchObject({ status: 'paused', step: 0 });
    heard.forget();
    await session.step(5);
    expect(heard.losses()).toEqual(before);
  });

  it('changes learning rate and batch while training goes on', async () => {
    await fresh();
    const first = heard.next('losses');
    await session.start();
    await first;
    await session.change({ ...live, optimizer: { ...live.optimizer, learningRate: 1e-4 } });
    expect(heard.status.status).toBe('training');
    const later = heard.next('losses', ({ firstStep }) => firstStep > 1);
    await session.change({ ...live, training: { ...live.training, batch: 45 } });
    expect(heard.status.status).toBe('training');
    await later;
    await session.pause();
    expect(heard.losses()).toHaveLength(heard.status.step);
    // While paused it stays paused.
    await session.change(live);
    expect(heard.status.status).toBe('paused');
  });

  it('trains with another schedule, and refuses a bad one', async () => {
    await fresh();
    const first = heard.next('losses');
    await session.start();
    await first;
    session.schedule({ ...recipe.schedule, kind: 'linear', timesteps: 40 });
    expect(() => { session.schedule({ ...recipe.schedule, timesteps: 1 }); }).toThrow('The number of timesteps is 1');
    await session.pause();
    const { timesteps } = await session.sample({ ...request, steps: 40 });
    expect(timesteps[0]).toBe(39);
  });

  it('samples; a newer request takes the place of an unfinished one', async () => {
    await fresh();
    const older = session.sample({ ...request, steps: 20 });
    const newer = session.sample(request);
    await expect(older).rejects.toBeInstanceOf(Superseded);
    expect((await newer).states).toHaveLength(6);
    const given = session.sample({ ...request, steps: 20 });
    const refused = expect(given).rejects.toBeInstanceOf(Superseded);
    await session.load(recipe);
    await refused;
    const late = expect(session.sample({ ...request, steps: 20 })).rejects.toBeInstanceOf(Superseded);
    await session.reset();
    await late;
  });

  it('shows previews: at once when paused, every so often while training, and none when they are not wanted', async () => {
    await fresh();
    const shown = heard.next('preview');
    session.preview(request, 20);
    expect(await shown).toMatchObject({ step: 0 });
    const later = heard.next('preview', ({ step }) => step >= 20);
    await session.start();
    expect(await later).toMatchObject({ shape: [50, 2], labels: null });
    await session.pause();
    const last = heard.next('preview', ({ samples }) => samples.length === 40);
    session.preview({ ...request, count: 20 }, 20);
    await last;
    session.preview(null, 20);
    heard.forget();
    await session.step(50);
    expect(heard.of('preview')).toEqual([]);
  });

  describe('when the loss is no longer a number', () => {
    const wild = { ...recipe, optimizer: { ...recipe.optimizer, clipNorm: 0, warmupSteps: 0 } };
    const rate = (learningRate: number) => session.change({ objective: wild.objective, optimizer: { ...wild.optimizer, learningRate }, training: wild.training });

    it('pauses, and goes back to the beginning where nothing good was kept', async () => {
      await fresh(wild);
      await session.step(3);
      const before = heard.losses();
      await session.reset();
      await rate(1e6);
      heard.forget();
      const paused = heard.nextStatus('paused');
      await session.start();
      expect(await paused).toMatchObject({ step: 0, error: null });
      const bad = heard.losses().findIndex((loss) => !Number.isFinite(loss)) + 1;
      expect(bad).toBeGreaterThan(0);
      expect(heard.of('diverged')).toEqual([{ type: 'diverged', at: bad, step: 0 }]);
      await expect(session.step(1000)).rejects.toThrow(`The loss stopped being a number at step ${bad}, so the run went back to step 0. Lower the learning rate, then go on.`);
      await rate(wild.optimizer.learningRate);
      heard.forget();
      await session.step(3);
      expect(heard.losses()).toEqual(before);
    });

    it('goes back to the last good weights, with which samples are drawn and training goes on', async () => {
      await fresh(wild);
      await session.step(20);
      const samples = await session.sample(request);
      heard.forget();
      await session.step(5);
      const after = heard.losses(21);
      await session.reset();
      await session.step(20);
      await rate(1e6);
      const paused = heard.nextStatus('paused');
      await session.start();
      expect(await paused).toMatchObject({ step: 20, error: null });
      expect(heard.of('diverged').at(-1)).toMatchObject({ step: 20 });
      expect((await session.sample(request)).states).toEqual(samples.states);
      await rate(wild.optimizer.learningRate);
      heard.forget();
      await session.step(5);
      expect(heard.losses(21)).toEqual(after);
    });
  });

  it('tells why a recipe will not do, and loads the next one', async () => {
    const wrong = tinyRecipe();
    if (wrong.model.kind === 'mlp') wrong.model.width = 17;
    await expect(session.load(wrong)).rejects.toThrow('The width of the network must be a multiple of 16 from 16 to 256, not 17.');
    expect(heard.status.status).toBe('error');
    expect(heard.status.error).toContain('The width of the network');
    await expect(session.start()).rejects.toThrow('The width of the network');
    await session.load(recipe);
    expect(heard.status).toMatchObject({ status: 'paused', step: 0, error: null });
  });

  it('keeps no buffers of earlier runs', async () => {
    await fresh();
    const { facts } = await firstStatus();
    for (let i = 0; i < 50; i += 1) {
      await session.step(1);
      await session.reset();
      if (i % 10 === 0) await session.load(recipe);
    }
    await session.load(recipe);
    expect([heard.status.facts?.buffers, heard.status.facts?.bytes]).toEqual([facts?.buffers, facts?.bytes]);

    async function firstStatus(): Promise<Kind<'status'>> {
      await session.load(recipe);
      return heard.status;
    }
  });

  it('pauses with a sentence when the device reports an error that nothing awaited', async () => {
    const devices: GPUDevice[] = [];
    const heard = listen(() => entryThatTells(gpu, (device) => devices.push(device)));
    await heard.session.load(recipe);
    const first = heard.next('losses');
    await heard.session.start();
    await first;
    const paused = heard.nextStatus('paused');
    devices[0]?.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE });
    expect((await paused).error).toContain('The graphics device reported an error');
  });

  it('reads points from a file', () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i},${i * i}`).join('\n');
    expect(session.readPoints('own.csv', rows).points).toHaveLength(20);
    expect(() => session.readPoints('own.csv', 'x')).toThrow();
  });
});

describe('when the device is lost', () => {
  it('rebuilds the run and goes on training, at a step that was reached before', async () => {
    const heard = listen();
    const { session } = heard;
    await session.load(recipe);
    const first = heard.next('losses');
    await session.start();
    await first;
    const compiling = heard.nextStatus('compiling');
    const again = compiling.then(() => heard.nextStatus('training'));
    session.loseDevice();
    const told = await compiling;
    expect(told.error).toContain('The graphics device was lost');
    const reached = heard.losses().length;
    const resumed = await again;
    expect(resumed.step).toBeLessThanOrEqual(reached);
    expect(resumed.error).toContain(`goes on from step ${resumed.step}.`);
    heard.forget();
    await heard.next('losses');
    await session.pause();
    expect(heard.losses(resumed.step + 1)).toHaveLength(heard.status.step - resumed.step);
  });

  it('leaves a paused run paused, and gives up after a few times with a sentence', async () => {
    const heard = listen();
    const { session } = heard;
    await session.load(recipe);
    for (let i = 0; i < 3; i += 1) {
      const back = heard.nextStatus('compiling').then(() => heard.nextStatus('paused'));
      session.loseDevice();
      expect((await back).step).toBe(0);
    }
    await session.step(2);
    expect(heard.status).toMatchObject({ status: 'paused', step: 2 });
    const given = heard.nextStatus('error');
    session.loseDevice();
    expect((await given).error).toContain('It could not be brought back. Reload the page');
    await expect(session.start()).rejects.toThrow('It could not be brought back.');
  });
});

describe('without WebGPU', () => {
  it('says what to use', async () => {
    const heard = listen(() => undefined);
    await expect(heard.session.load(recipe)).rejects.toThrow('This browser has no WebGPU here. Use a recent Chrome, Edge, Firefox or Safari');
    expect(heard.status.status).toBe('error');
  });
});
