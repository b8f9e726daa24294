import { describe, expect, it } from 'vitest';
import { levelFinder } from '../diffusion/levels.ts';
import { toX0 } from '../diffusion/predictions.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { useGpu } from '../node/operationCheck.ts';
import type { DensityFrame, PlaneGrid, SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { tinyImageRecipe } from './fixtures/tinyImageRecipe.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import type { Asking } from './insight.ts';
import { Run } from './run.ts';
import { Superseded } from './trajectory.ts';

const held = useGpu();
const request: SampleRequest = { sampler: 'dpmpp-2m', steps: 20, count: 400, seed: 4, eta: null, schedule: null, guidance: 1, label: 'each' };
const grid: PlaneGrid = { left: -2.5, right: 2.5, bottom: -2.5, top: 2.5, columns: 40, rows: 40 };

const asking = (): Asking & { shares: number[]; abort(): void } => {
  const controller = new AbortController();
  const shares: number[] = [];
  return { signal: controller.signal, shares, tell: (share) => shares.push(share), abort: () => controller.abort() };
};

async function withRun<T>(recipe: Recipe, use: (run: Run) => Promise<T>): Promise<T> {
  const { gpu } = held;
  const before = [gpu.ledger.count, gpu.ledger.bytes];
  const run = await Run.create({ gpu, recipe });
  try {
    return await use(run);
  } finally {
    await run.destroy();
    expect([gpu.ledger.count, gpu.ledger.bytes], 'buffers and bytes after destroy').toEqual(before);
  }
}

/** Eight Gaussians of standard deviation 0.1 on a circle of radius 1, divided by the root mean square of a coordinate. */
const SCALE = Math.sqrt(0.5 + 0.01);
const CLUSTER = 0.1 / SCALE;
const eight = tinyRecipe({ data: { kind: 'eight-gaussians', count: 2000 }, schedule: { timesteps: 60 }, objective: { prediction: 'v' } });

describe('the perfect model of eight Gaussians', () => {
  it('draws from the noise of the seed into the clusters', async () => {
    await withRun(eight, async (run) => {
      const ask = asking();
      const { states, predictions, shape } = await run.insight.idealSamples(request, ask);
      expect([shape, states.length, predictions.length]).toEqual([[400, 2], 21, 20]);
      expect(ask.shares.at(-1)).toBe(1);
      const end = states.at(-1) ?? new Float32Array(0);
      const away = Array.from({ length: 400 }, (_, k) => Math.min(...Array.from({ length: 8 }, (_unused, c) =>
        Math.hypot((end[2 * k] ?? 0) - Math.cos(c * Math.PI / 4) / SCALE, (end[2 * k + 1] ?? 0) - Math.sin(c * Math.PI / 4) / SCALE))));
      // Of a round Gaussian 1 in 3,000 lies beyond 4 deviations; the standardisation's numbers are drawn too.
      expect(away.filter((distance) => distance > 4.5 * CLUSTER).length).toBeLessThan(4);
    });
  });
  it('has the likelihood of the distribution by the ODE, and a bound above it', async () => {
    await withRun(eight, async (run) => {
      // The entropy of one cluster and the choice among eight, which hardly overlap; on the scale of the model.
      const nats = Math.log(2 * Math.PI * Math.E * CLUSTER ** 2) + Math.log(8);
      const bits = nats / 2 / Math.LN2;
      const ode = await run.insight.likelihood({ method: 'ode', of: 'ideal', count: 400, seed: 3, probes: null, tolerance: 1e-5 }, asking());
      expect(Math.abs(ode.bits - bits)).toBeLessThan(4 * ode.standardError + 0.02);
      expect(ode).toMatchObject({ heldOut: true, count: 400, terms: [], prior: null });
      const bound = await run.insight.likelihood({ method: 'bound', of: 'ideal', count: 400, seed: 3, levels: null, variance: 'small' }, asking());
      expect(bound.bits).toBeGreaterThan(ode.bits - 2 * bound.standardError);
      expect(bound.terms).toHaveLength(60);
      const total = (bound.prior ?? 0) + bound.terms.reduce((sum, { bits: term, standsFor }) => sum + term * standsFor, 0);
      expect(total).toBeCloseTo(bound.bits, 9);
    });
  });
  it('has a field, and a floor that a poor network is above', async () => {
    await withRun(eight, async (run) => {
      await run.train(20);
      const floor = await run.insight.lossFloor(6, 100, 1, asking());
      expect([...floor.timesteps]).toEqual([0, 12, 24, 35, 47, 59]);
      floor.floor.forEach((value, k) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(floor.model[k]).toBeGreaterThan(value - 3 * (floor.modelError[k] ?? 0));
      });
      expect(floor.description).toContain('closed form');
      const field = await run.insight.field('ideal', 0, grid, asking());
      expect(field.x0).toHaveLength(2 * 1600);
    });
  });
});

describe('the network of a run', () => {
  it('is asked with the weights of the moment: x0 of a field is that of a sampling call', async () => {
    await withRun(eight, async (run) => {
      await run.train(30);
      const { states, predictions, timesteps } = await run.sample({ ...request, sampler: 'ddim', steps: 1, count: 1, eta: 0 });
      const [x = Number.NaN, y = Number.NaN] = states[0] ?? [];
      const one: PlaneGrid = { left: x - 1, right: x + 1, bottom: y - 1, top: y + 1, columns: 1, rows: 1 };
      const field = await run.insight.field('model', timesteps[0] ?? 0, one, asking());
      [0, 1].forEach((axis) => expect(field.x0[axis]).toBeCloseTo(predictions[0]?.[axis] ?? Number.NaN, 4));
      const level = levelFinder(makeNoiseTable(eight.schedule)).atIndex(59);
      expect([field.alpha, field.sigma, field.trainedSteps]).toEqual([level.alpha, level.sigma, 30]);
      expect(toX0('v', level.alpha, level.sigma).state).toBeCloseTo(level.alpha, 9);
    });
  });
  it('has a density that adds up to 1 nearly, from coarse to fine; what is given up frees what it had', async () => {
    await withRun(tinyRecipe({ schedule: { kind: 'flow', timesteps: 30 }, objective: { prediction: 'flow' } }), async (run) => {
      await run.train(100);
      const frames: DensityFrame[] = [];
      const wide: PlaneGrid = { left: -5, right: 5, bottom: -5, top: 5, columns: 24, rows: 24 };
      await run.insight.density('model', wide, asking(), (frame) => frames.push(frame));
      expect(frames.map(({ known }) => known)).toEqual([...frames.map(({ known }) => known)].toSorted((a, b) => a - b));
      const last = frames.at(-1);
      expect([last?.known, last?.total]).toEqual([576, 576]);
      // Cells of 0.4 hold a young model's smooth density.
      expect(Math.abs((last?.mass ?? 0) - 1)).toBeLessThan(0.1);
      const data: DensityFrame[] = [];
      await run.insight.density('data', wide, asking(), (frame) => data.push(frame));
      expect(data).toHaveLength(1);
      const given = asking();
      const asked = run.insight.density('model', wide, given, () => given.abort());
      await expect(asked).rejects.toBeInstanceOf(Superseded);
      // A run that goes away gives up its questions.
      void run.insight.likelihood({ method: 'ode', of: 'model', count: 2000, seed: 1, probes: null, tolerance: 1e-6 }, asking()).catch(() => undefined);
    });
  });
});

describe('a run on pictures', () => {
  it('has bits a dimension by both ways, with a learned variance too', async () => {
    await withRun(tinyImageRecipe({ objective: { variance: 'learned', selfConditioning: true } }), async (run) => {
      const bound = await run.insight.likelihood({ method: 'bound', of: 'model', count: 4, seed: 1, levels: 5, variance: 'learned' }, asking());
      expect(bound.terms.map(({ standsFor }) => standsFor).reduce((sum, one) => sum + one, 0)).toBe(20);
      expect(bound.bits).toBeGreaterThan(0);
      expect(bound.heldOut).toBe(true);
      const ode = await run.insight.likelihood({ method: 'ode', of: 'model', count: 2, seed: 1, probes: 1, tolerance: 0.3 }, asking());
      expect(Number.isFinite(ode.bits)).toBe(true);
      expect(ode.logDensity).toHaveLength(2);
      await expect(run.insight.likelihood({ method: 'ode', of: 'model', count: 2, seed: 1, probes: null, tolerance: 1e-2 }, asking())).rejects.toThrow('give a number of random directions');
      await expect(run.insight.field('model', 0, grid, asking())).rejects.toThrow('is for runs on points');
      const ideal = await run.insight.idealSamples({ ...request, steps: 3, count: 2 }, asking());
      expect(ideal.shape).toEqual([2, 8, 8, 1]);
    });
  });
});
