import { describe, expect, it } from 'vitest';
import { makePlan } from '../diffusion/makePlan.ts';
import { toX0 } from '../diffusion/predictions.ts';
import { sampleTrajectory } from '../diffusion/run.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { networkErrors } from '../node/residualMlpRounding.ts';
import { mlpLayout, type MlpSizes } from '../ops/residualMlpLayout.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { mlpFeatures, mlpNetwork } from '../ops/reference/residualMlp.ts';
import { timestepTable } from '../ops/timestepTable.ts';
import type { LiveSettings, SampleRequest } from '../protocol/messages.ts';
import { randomStream } from '../random/randomStream.ts';
import type { MlpRecipe, Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { RING_SLOTS } from './lossRing.ts';
import { Run } from './run.ts';
import type { Progress } from './trainer.ts';
import { Superseded } from './trajectory.ts';

const held = useGpu();
const recipe = tinyRecipe();
const network = mlpOf(recipe);
const request: SampleRequest = { sampler: 'ddim', steps: 5, count: 50, seed: 4, eta: 0, schedule: null, guidance: 1, label: 'each' };

function mlpOf({ model }: Recipe): MlpRecipe {
  if (model.kind !== 'mlp') throw new Error('The recipe of these tests is one on points.');
  return model;
}

/** Makes a run, uses it, destroys it, and checks that the ledger is where it was. */
async function withRun<T>(made: { recipe?: Recipe; checkpoint?: Checkpoint }, use: (run: Run) => Promise<T>): Promise<T> {
  const { gpu } = held;
  const before = [gpu.ledger.count, gpu.ledger.bytes];
  const run = await Run.create({ gpu, recipe, ...made });
  try {
    return await use(run);
  } finally {
    await run.destroy();
    expect([gpu.ledger.count, gpu.ledger.bytes], 'buffers and bytes after destroy').toEqual(before);
  }
}

/** Trains and returns every loss, after checking that they came in order without gaps or repeats. */
async function lossesOf(run: Run, steps: number, budget?: number): Promise<number[]> {
  const losses: number[] = [];
  let next = run.step;
  const onProgress = ({ firstStep, losses: batch }: Progress): void => {
    expect(firstStep).toBe(next);
    next += batch.length;
    losses.push(...batch);
  };
  await run.train(steps, { onProgress, ...(budget === undefined ? {} : { budget }) });
  expect(next).toBe(run.step);
  return losses;
}

const bits = (tensors: ReadonlyMap<string, NamedTensor>): [string, string][] =>
  [...tensors].map(([name, { data }]) => [name, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')]);
const stateBits = ({ step, model, state }: Checkpoint): unknown => ({ step, model: bits(model), state: bits(state) });

const live = ({ recipe: { objective, optimizer, training } }: Run, { learningRate, ...rest }: { batch: number; learningRate: number; emaDecay: number }): LiveSettings =>
  ({ objective, optimizer: { ...optimizer, learningRate }, training: { ...training, ...rest } });

describe('a run', () => {
  it('gives the same bits twice, whatever the chunks, and learns', async () => {
    const recipe: Recipe = { ...tinyRecipe({ optimizer: { learningRate: 0.02 } }), objective: parseRecipe({ objective: { prediction: 'x0' } }).objective };
    const one = await withRun({ recipe }, async (run) => ({ losses: await lossesOf(run, 300), end: stateBits(await run.checkpoint()) }));
    const slow = await withRun({ recipe }, async (run) => ({ losses: await lossesOf(run, 300, 1e-9), end: stateBits(await run.checkpoint()) }));
    const fast = await withRun({ recipe }, async (run) => ({ losses: await lossesOf(run, 300, 1e9), end: stateBits(await run.checkpoint()) }));
    expect(slow).toEqual(one);
    expect(fast).toEqual(one);
    const mean = (losses: number[]): number => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(mean(one.losses.slice(-50))).toBeLessThan(0.9 * mean(one.losses.slice(0, 50)));
  });

  it('gives the same bits again after a reset, and other bits from another seed', async () => {
    await withRun({}, async (run) => {
      const first = await lossesOf(run, 20);
      run.reset();
      expect(run.step).toBe(0);
      expect(await lossesOf(run, 20)).toEqual(first);
      const other = await withRun({ recipe: tinyRecipe({ training: { seed: 8 } }) }, (changed) => lossesOf(changed, 20));
      expect(other).not.toEqual(first);
    });
  });

  it('goes on from a checkpoint as if it had never stopped', async () => {
    const whole = await withRun({}, async (run) => ({ losses: await lossesOf(run, 33), end: stateBits(await run.checkpoint()) }));
    const [first, checkpoint] = await withRun({}, async (run) => [await lossesOf(run, 20), await run.checkpoint()] as const);
    await withRun({ checkpoint }, async (run) => {
      expect(run.step).toBe(20);
      expect(stateBits(await run.checkpoint())).toEqual(stateBits(checkpoint));
      expect([...first, ...await lossesOf(run, 13)]).toEqual(whole.losses);
      expect(stateBits(await run.checkpoint())).toEqual(whole.end);
    });
  });

  it('reports every loss when there are more than the ring holds', async () => {
    const losses = await withRun({}, (run) => lossesOf(run, RING_SLOTS + 77, 1e9));
    expect(losses.length).toBe(RING_SLOTS + 77);
    expect(losses.every((loss) => loss > 0)).toBe(true);
  });

  it('stops when told, having reported all that it did', async () => {
    await withRun({}, async (run) => {
      const stop = new AbortController();
      let reported = 0;
      await run.train(1_000_000, { signal: stop.signal, onProgress: ({ losses }) => { reported += losses.length; stop.abort(); } });
      expect(reported).toBe(run.step);
      expect(run.step).toBeGreaterThan(0);
      expect(run.step).toBeLessThan(1_000_000);
    });
  });

  it('ends with the error of whoever takes the losses', async () => {
    await withRun({}, async (run) => {
      const refuse = (): void => { throw new Error('The losses are not wanted.'); };
      // So many steps that losses are read on the way too.
      await expect(run.train(5000, { onProgress: refuse })).rejects.toThrow('The losses are not wanted.');
      const { step } = run;
      await run.train(3);
      expect(run.step).toBe(step + 3);
    });
  });

  it('leaves the ledger where it was after fifty pauses and resets', async () => {
    await withRun({}, async (run) => {
      await run.train(1);
      await run.sample(request);
      const { buffers, bytes } = run.facts;
      for (let i = 0; i < 50; i += 1) {
        await run.train(2);
        if (i % 2 === 0) run.reset();
        if (i % 10 === 0) await run.sample({ ...request, seed: i });
      }
      expect([run.facts.buffers, run.facts.bytes]).toEqual([buffers, bytes]);
    });
  });

  it('says what it is made of', async () => {
    await withRun({}, async (run) => {
      // 2 + 2 * 4 + 8 = 18 inputs.
      expect(run.facts.parameters).toBe(18 * 16 + 16 + (16 * 16 + 16) + (16 * 2 + 2));
      expect(run.facts.dispatchesPerStep).toBeLessThanOrEqual(12);
      expect(run.facts.peakBytes).toBeGreaterThanOrEqual(run.facts.bytes);
    });
  });
});

describe('what a run refuses', () => {
  const refuse = async (made: Parameters<typeof Run.create>[0], sentence: string): Promise<void> => {
    const { gpu } = held;
    const before = [gpu.ledger.count, gpu.ledger.bytes];
    const told = await Run.create(made).then((run) => run.destroy().then(() => 'nothing'), String);
    expect(told).toContain(sentence);
    expect([gpu.ledger.count, gpu.ledger.bytes]).toEqual(before);
  };

  it('recipes that give no data, no schedule, no network or too much of it', async () => {
    const { gpu } = held;
    const base = { gpu, recipe };
    await refuse({ ...base, recipe: { ...recipe, data: { kind: 'points', name: 'none', points: [], seed: 1 } } }, '"none" has no points');
    await refuse({ ...base, recipe: { ...recipe, schedule: { ...recipe.schedule, timesteps: 5 } } }, 'The number of timesteps is 5');
    await refuse({ ...base, recipe: { ...recipe, model: { ...network, width: 17 } } }, 'The width of the network must be a multiple of 16');
    await refuse({ ...base, recipe: { ...recipe, model: { ...network, timeEmbedding: 7 } } }, 'The timestep embedding needs an even width, not 7.');
    await refuse({ ...base, recipe: { ...recipe, training: { ...recipe.training, batch: 2 ** 30 } } }, 'Choose a smaller model or batch.');
  });

  it('checkpoints of another model', async () => {
    const checkpoint = await withRun({}, (run) => run.checkpoint());
    const without = (name: string): Checkpoint => ({ ...checkpoint, model: new Map([...checkpoint.model].filter(([key]) => key !== name)) });
    const base = { gpu: held.gpu, recipe };
    await refuse({ ...base, checkpoint: without('in.bias') }, 'The checkpoint has no "in.bias"');
    await refuse({ ...base, checkpoint: without('fourier.frequencies') }, 'The checkpoint has no "fourier.frequencies"');
    const short = new Map([...checkpoint.model, ['fourier.frequencies', { shape: [3, 2], data: new Float32Array(6) }]]);
    await refuse({ ...base, checkpoint: { ...checkpoint, model: short } }, '"fourier.frequencies" in the checkpoint is [3, 2], but the recipe\'s model needs [4, 2].');
    const half = new Map([...checkpoint.state].filter(([name]) => !name.startsWith('moment1.')));
    await refuse({ ...base, checkpoint: { ...checkpoint, state: half } }, 'The checkpoint has no "moment1.in.weight"');
    await refuse({ ...base, checkpoint, recipe: tinyRecipe({ model: { depth: 2 } }) }, 'The checkpoint has no "hidden.1.weight"');
    await refuse({ ...base, checkpoint, recipe: tinyRecipe({ model: { fourierFeatures: 8 } }) }, 'but the recipe\'s model needs [');
  });
});

describe('changes while a run goes on', () => {
  const schedule: ScheduleRecipe = { ...recipe.schedule, kind: 'linear', timesteps: 50 };

  it('another schedule counts from the next step on, as if the run had been made with it', async () => {
    await withRun({}, async (run) => {
      await run.train(10);
      const checkpoint = await run.checkpoint();
      run.setSchedule(schedule);
      expect(run.recipe.schedule).toEqual(schedule);
      const losses = await lossesOf(run, 10);
      const asMade = await withRun({ checkpoint, recipe: { ...recipe, schedule } }, (other) => lossesOf(other, 10));
      const unchanged = await withRun({ checkpoint }, (other) => lossesOf(other, 10));
      expect(losses).toEqual(asMade);
      expect(losses).not.toEqual(unchanged);
    });
  });

  it('a bad schedule is refused and the old one stays', async () => {
    await withRun({}, async (run) => {
      const losses = await lossesOf(run, 5);
      run.reset();
      expect(() => run.setSchedule({ ...schedule, timesteps: 3 })).toThrow('The number of timesteps is 3');
      expect(run.recipe.schedule).toEqual(recipe.schedule);
      expect(await lossesOf(run, 5)).toEqual(losses);
    });
  });

  it('samples by a schedule that came while a step was half submitted, and keeps it when training ends there', async () => {
    await withRun({}, async (run) => {
      await run.train(3);
      const stop = new AbortController();
      const training = run.train(1000, { budget: 1e-9, signal: stop.signal });
      while (run.step < 8) await new Promise((done) => { setTimeout(done, 0); });
      run.setSchedule({ ...recipe.schedule, timesteps: 40 });
      expect((await run.sample({ ...request, steps: 40 })).timesteps[0]).toBe(39);
      stop.abort();
      await training;
      run.setSchedule({ ...recipe.schedule, timesteps: 60 });
      expect((await run.sample({ ...request, steps: 60 })).timesteps[0]).toBe(59);
    });
  });
  it('another batch, learning rate and EMA count from the next step on, and nothing is left over', async () => {
    await withRun({}, async (run) => {
      await run.train(10);
      const checkpoint = await run.checkpoint();
      const { buffers } = run.facts;
      await run.change(live(run, { batch: 45, learningRate: 5e-3, emaDecay: 0.5 }));
      const after = { losses: await lossesOf(run, 10), end: stateBits(await run.checkpoint()) };
      const changed = tinyRecipe({ training: { batch: 45, emaDecay: 0.5 }, optimizer: { learningRate: 5e-3 } });
      expect(run.recipe).toEqual(changed);
      const asMade = await withRun({ checkpoint, recipe: changed }, async (other) => ({ losses: await lossesOf(other, 10), end: stateBits(await other.checkpoint()) }));
      expect(after).toEqual(asMade);
      await run.change(live(run, { batch: 32, learningRate: 2e-3, emaDecay: 0.9 }));
      expect(run.facts.buffers).toBe(buffers);
    });
  });

  it('a batch that does not fit is refused, and the run goes on as before', async () => {
    await withRun({}, async (run) => {
      const { buffers } = run.facts;
      await expect(run.change(live(run, { batch: 2 ** 30, learningRate: 1e-3, emaDecay: 0 }))).rejects.toThrow('Choose a smaller model or batch.');
      expect(run.recipe).toEqual(recipe);
      expect(run.facts.buffers).toBe(buffers);
      expect(await lossesOf(run, 3)).toHaveLength(3);
    });
  });
});

describe('sampling', () => {
  /** The averaged network of a checkpoint, in float64, and how far float32 may take its output from an input that is off by `inputError`. */
  function averaged(checkpoint: Checkpoint) {
    const { width, depth, fourierFeatures: frequencies, timeEmbedding: embedding } = mlpOf(checkpoint.recipe);
    const sizes: MlpSizes = { width, depth, frequencies, embedding };
    const layout = mlpLayout(sizes);
    const arena = new Array64([layout.total]);
    const put = (name: string, offset: number): void => checkpoint.state.get(`average.${name}`)?.data.forEach((value, i) => arena.set(0, offset + i, value));
    put('in.weight', layout.inWeight);
    put('in.bias', layout.inBias);
    put('hidden.0.weight', layout.hiddenWeight);
    put('hidden.0.bias', layout.hiddenWeight + layout.hiddenBias);
    put('out.weight', layout.outWeight);
    put('out.bias', layout.outBias);
    const waves = new Array64([frequencies, 2], checkpoint.model.get('fourier.frequencies')?.data ?? []);
    const { timesteps } = checkpoint.recipe.schedule;
    const table = new Array64([timesteps, embedding], timestepTable(timesteps, embedding));
    const featuresAt = (x: Float64Array, timestep: number): Array64 =>
      mlpFeatures(new Array64([x.length / 2, 2], x), new Array64([x.length / 2]).map(() => timestep), waves, table);
    return {
      output: (x: Float64Array, timestep: number): Array64 => mlpNetwork(sizes, featuresAt(x, timestep), arena).prediction,
      error: (x: Float64Array, timestep: number, inputError: Float64Array): Float64Array => {
        const features = featuresAt(x, timestep);
        const errors = features.map((_, index) => {
          const [row, column] = [Math.floor(index / layout.inputs), index % layout.inputs];
          const [ex, ey] = [inputError[2 * row] ?? 0, inputError[2 * row + 1] ?? 0];
          if (column < 2) return column === 0 ? ex : ey;
          if (column >= 2 + 2 * frequencies) return 0;
          const f = (column - 2) % frequencies;
          // Sine and cosine are good to 2^-11; their slope is at most 1.
          return 2 ** -11 + 2 * Math.PI * (Math.abs(waves.get(f, 0)) * ex + Math.abs(waves.get(f, 1)) * ey);
        });
        return networkErrors(sizes, features, arena, errors).prediction.data;
      },
    };
  }

  it.each([{ sampler: 'ddim', eta: 0 }, { sampler: 'ddim', eta: 0.7 }, { sampler: 'ddpm', eta: 0 }] as const)('$sampler with eta $eta follows the plan that the float64 sampler follows', async ({ sampler, eta }) => {
    const asked = { ...request, sampler, eta, count: 33, steps: 4 };
    await withRun({}, async (run) => {
      await run.train(60);
      const got = await run.sample(asked);
      const network = averaged(await run.checkpoint());
      const table = makeNoiseTable(recipe.schedule);
      const plan = makePlan({ sampler, steps: asked.steps, eta, trained: table });
      expect(got.shape).toEqual([33, 2]);
      expect(got.trainedSteps).toBe(60);
      expect([...got.timesteps]).toEqual([...plan.calls.map((call) => call.timestep), 0]);
      const [start, fresh] = [randomStream(asked.seed, 0x5a), randomStream(asked.seed, 0x5b)];
      const begin = Float64Array.from(start.fillNormal(new Float32Array(66)));
      let error = new Float64Array(66);
      const frames = sampleTrajectory(plan, (x, call) => {
        const { state, output } = toX0(recipe.objective.prediction, call.alpha, call.sigma);
        const predicted = network.output(x, call.timestep).data;
        return x.map((value, i) => state * value + output * (predicted[i] ?? 0));
      }, begin, (out) => out.set(fresh.fillNormal(new Float32Array(out.length))));
      for await (const { index, state, call, x0 } of frames) {
        const close = (kind: string, values: Float32Array | undefined, wanted: Float64Array, allowed: Float64Array): void => wanted.forEach((goal, i) => {
          expect(Math.abs((values?.[i] ?? Number.NaN) - goal), `${kind} ${index}, number ${i}`).toBeLessThanOrEqual(allowed[i] ?? 0);
        });
        close('state', got.states[index], state, error);
        if (!call || !x0) continue;
        const combination = toX0(recipe.objective.prediction, call.alpha, call.sigma);
        const networkError = network.error(state, call.timestep, error);
        const x0Error = error.map((e, i) => Math.abs(combination.state) * e + Math.abs(combination.output) * (networkError[i] ?? 0) + 8 * UNIT_ROUNDOFF * (Math.abs(state[i] ?? 0) + Math.abs(x0[i] ?? 0)));
        close('x0', got.predictions[index], x0, x0Error);
        const [a, b] = [call.next.states[0] ?? 0, call.next.x0s[0] ?? 0];
        error = error.map((e, i) => Math.abs(a) * e + Math.abs(b) * (x0Error[i] ?? 0) + 5 * UNIT_ROUNDOFF * (Math.abs(a * (state[i] ?? 0)) + Math.abs(b * (x0[i] ?? 0)) + 5 * call.next.noise));
      }
      // The allowance says something: samples are of size 1.
      expect(Math.max(...error)).toBeLessThan(0.2);
      expect(await run.sampleEnd(asked)).toEqual({ shape: [33, 2], samples: got.states.at(-1), labels: null });
    });
  });

  it('requests made at once run one after another, each as if it were alone', async () => {
    await withRun({}, async (run) => {
      await run.train(10);
      const requests = [request, { ...request, seed: 5 }, { ...request, sampler: 'ddpm' as const }, { ...request, count: 20 }];
      const alone = [];
      for (const one of requests) alone.push((await run.sample(one)).states);
      const together = await Promise.all(requests.map((one) => run.sample(one)));
      expect(together.map(({ states }) => states)).toEqual(alone);
    });
  });

  it('uses the weights of one moment while training goes on', async () => {
    await withRun({}, async (run) => {
      const training = run.train(200);
      const got = await run.sample({ ...request, steps: 20 });
      await training;
      const again = await withRun({}, async (other) => {
        if (got.trainedSteps > 0) await other.train(got.trainedSteps);
        return other.sample({ ...request, steps: 20 });
      });
      expect(again.states).toEqual(got.states);
    });
  });

  it('keeps the schedule it began with when another one comes on the way', async () => {
    await withRun({}, async (run) => {
      await run.train(50);
      const twenty = { ...request, steps: 20 };
      const undisturbed = await run.sample(twenty);
      const disturbed = run.sample(twenty);
      await new Promise((resolve) => setTimeout(resolve, 0));
      run.setSchedule({ ...recipe.schedule, timesteps: 200 });
      expect((await disturbed).states).toEqual(undisturbed.states);
      expect((await run.sample(twenty)).states).not.toEqual(undisturbed.states);
    });
  });

  it('ends with Superseded when it is given up, before its turn and on the way; the next request is served', async () => {
    await withRun({}, async (run) => {
      const early = new AbortController();
      early.abort();
      await expect(run.sample(request, early.signal)).rejects.toBeInstanceOf(Superseded);
      const late = new AbortController();
      const given = run.sample({ ...request, steps: 20 }, late.signal);
      const next = run.sample(request);
      setTimeout(() => late.abort(), 0);
      await expect(given).rejects.toBeInstanceOf(Superseded);
      expect((await next).states).toHaveLength(request.steps + 1);
    });
  });

  it('refuses what no plan can be made for', async () => {
    await withRun({}, async (run) => {
      await expect(run.sample({ ...request, steps: 21 })).rejects.toThrow('The number of sampling steps is 21');
      await expect(run.sample({ ...request, eta: 2 })).rejects.toThrow('eta is 2');
      await expect(run.sample({ ...request, count: 2 ** 30 })).rejects.toThrow('too much to keep every step of');
      await expect(run.sampleEnd({ ...request, count: 2 ** 30 })).rejects.toThrow('Choose a smaller');
      expect((await run.sample(request)).states).toHaveLength(request.steps + 1);
    });
  });

  it('steps through a schedule of its own', async () => {
    await withRun({}, async (run) => {
      const own: ScheduleRecipe = { ...recipe.schedule, kind: 'linear', timesteps: 40 };
      const got = await run.sample({ ...request, schedule: own });
      const plan = makePlan({ sampler: 'ddim', steps: request.steps, trained: makeNoiseTable(recipe.schedule), sampling: makeNoiseTable(own) });
      expect([...got.timesteps]).toEqual([...plan.calls.map((call) => call.timestep), 0]);
      expect([...got.alphaBars]).toEqual([...plan.calls.map((call) => call.alpha ** 2 / (call.alpha ** 2 + call.sigma ** 2)), 1]);
    });
  });
});
