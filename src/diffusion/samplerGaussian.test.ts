/**
 * With data from a Gaussian the ideal denoiser is linear, so each state is a number plus a weighted sum of the start and the noises drawn, and
 * its mean and variance follow without random numbers. Coefficients are the same for all coordinates, so a covariance keeps its
 * axes, and one dimension stands for each of them.
 */
import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { edmTable, flowTable } from './fixtures/tables.ts';
import { scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { makePlan } from './makePlan.ts';
import type { PlanSettings } from './makePlan.ts';
import type { PlanCall, SamplerPlan } from './plan.ts';
import { sampleTrajectory } from './run.ts';
import { samplerEntry, samplerNames } from './samplerTable.ts';
import { makeNoiseTable } from './schedules.ts';

interface Gaussian {
  readonly mean: number;
  readonly variance: number;
}

/** E[x0 | x] = gain x + (1 - gain alpha) mean. */
function gainOf({ variance }: Gaussian, { alpha, sigma }: { alpha: number; sigma: number }): number {
  return (alpha * variance) / (alpha * alpha * variance + sigma * sigma);
}

/** Mean and variance of every state: the states are followed as lists of weights, [constant, start, first noise, second noise, ...]. */
async function moments(plan: SamplerPlan, data: Gaussian): Promise<Gaussian[]> {
  const [first] = plan.calls;
  const draws = plan.calls.filter(({ next }) => next.noise > 0).length;
  const start = new Float64Array(2 + draws);
  start[0] = ((first?.alpha ?? 0) * data.mean) / plan.startScale;
  start[1] = Math.sqrt((first?.alpha ?? 0) ** 2 * data.variance + (first?.sigma ?? 0) ** 2) / plan.startScale;
  const denoise = (x: Float64Array, call: PlanCall): Float64Array => {
    const gain = gainOf(data, call);
    return x.map((value, i) => gain * value + (i === 0 ? (1 - gain * call.alpha) * data.mean : 0));
  };
  let drawn = 0;
  const out: Gaussian[] = [];
  for await (const { state } of sampleTrajectory(plan, denoise, start, (fresh) => { fresh.fill(0); fresh[2 + drawn++] = 1; })) {
    out.push({ mean: state[0] ?? 0, variance: state.slice(1).reduce((sum, weight) => sum + weight * weight, 0) });
  }
  return out;
}

const linear = makeNoiseTable(scheduleRecipe());
const tables = { linear, 'zero terminal SNR': makeNoiseTable(scheduleRecipe({ kind: 'cosine', zeroTerminalSnr: true })), flow: flowTable(), EDM: edmTable() };

describe('data that are one point', () => {
  const data = { mean: 0.7, variance: 0 };
  const settings = samplerNames.filter((name) => name !== 'predictor-corrector').flatMap((sampler): Omit<PlanSettings, 'trained' | 'steps'>[] =>
    samplerEntry(sampler).noise === 'optional' ? [{ sampler }, { sampler, eta: 0.4, churn: 20 }] : samplerEntry(sampler).settings.includes('eta') ? [{ sampler }, { sampler, eta: 0.4 }] : [{ sampler }]);

  test.each(Object.entries(tables).flatMap(([name, trained]) => settings.map((given) => [name, given, trained] as const)))(
    'over %s, %o: mean alpha m and variance sigma^2 at every level',
    async (_name, given, trained) => {
      const plan = makePlan({ ...given, steps: 13, trained });
      const states = await moments(plan, data);
      states.forEach(({ mean, variance }, i) => {
        const level = plan.calls[i] ?? { alpha: 1, sigma: 0 };
        expect(mean).toBeCloseTo(level.alpha * data.mean, 9);
        expect(variance).toBeCloseTo(level.sigma ** 2, 9);
      });
    },
  );
});

test('DDPM with the large variance keeps standard normal data exactly, in any number of steps (Ho et al. 2020, section 3.2)', async () => {
  for (const trained of [linear, tables['zero terminal SNR']]) {
    const states = await moments(makePlan({ sampler: 'ddpm', variance: 'large', steps: 7, trained }), { mean: 0, variance: 1 });
    for (const { variance } of states.slice(0, -1)) expect(variance).toBeCloseTo(1, 12);
  }
});

describe('any Gaussian: mean and variance of the samples come to those of the data as steps are added', () => {
  const data = { mean: 0.7, variance: 0.25 };
  const random: Omit<PlanSettings, 'trained' | 'steps'>[] = [
    { sampler: 'ddpm' }, { sampler: 'ddpm', variance: 'large' }, { sampler: 'ddim', eta: 0.5 }, { sampler: 'euler', churn: 10 }, { sampler: 'euler-ancestral' },
    { sampler: 'heun', churn: 10 }, { sampler: 'dpm2-ancestral' }, { sampler: 'dpmpp-sde-1' }, { sampler: 'dpmpp-2m-sde' }, { sampler: 'restart' },
  ];
  const errorsOf = async (given: Omit<PlanSettings, 'trained' | 'steps'>, steps: number): Promise<{ mean: number; variance: number }> => {
    const plan = makePlan({ ...given, steps, trained: linear, spacing: 'karras', ...(given.sampler === 'restart' ? { restartSteps: steps / 20 } : {}) });
    const end = (await moments(plan, data)).at(-1) ?? { mean: 0, variance: 0 };
    const last = plan.calls.at(-1);
    // The sample is E[x0 | x] at the cleanest level, whose variance is gain alpha v.
    const wanted = last ? gainOf(data, last) * last.alpha * data.variance : 0;
    return { mean: Math.abs(end.mean - data.mean), variance: Math.abs(end.variance / wanted - 1) };
  };

  test.each(random)('%o', async (given) => {
    const [some, more] = [await errorsOf(given, 200), await errorsOf(given, 800)];
    expect(some.mean).toBeLessThan(1e-9);
    expect(more.mean).toBeLessThan(1e-9);
    // Four times the steps, so 4^order; the next order's term is a few parts in a hundred.
    expect(Math.abs(Math.log(some.variance / more.variance) / Math.log(4) - samplerEntry(given.sampler).order)).toBeLessThan(0.05);
    expect(more.variance).toBeLessThan(0.02);
  });

  test('Langevin corrector: the mean exactly, the variance as far off as unadjusted Langevin steps leave it', async () => {
    const snr = 0.16;
    const plan = makePlan({ sampler: 'predictor-corrector', snr, corrections: 3, steps: 400, trained: linear, spacing: 'karras' });
    const states = await moments(plan, data);
    expect(states.at(-1)?.mean).toBeCloseTo(data.mean, 9);
    plan.calls.forEach((call, i) => {
      const after = plan.calls[i + 1];
      const [before, got] = [states[i], states[i + 1]];
      if (after?.timestep !== call.timestep || !before || !got) return;
      // x' - alpha m = (1 - step / V) (x - alpha m) + sqrt(2 step) z for a Gaussian of variance V, step = 2 (snr sigma)^2.
      const step = 2 * (snr * call.sigma) ** 2;
      const marginal = call.alpha ** 2 * data.variance + call.sigma ** 2;
      expect(got.variance).toBeCloseTo((1 - step / marginal) ** 2 * before.variance + 2 * step, 12);
    });
    // Its fixed point is V / (1 - step / 2 V), and step / 2 V is at most snr^2.
    const last = plan.calls.at(-1);
    const ratio = (states.at(-1)?.variance ?? 0) / ((last ? gainOf(data, last) * last.alpha : 0) * data.variance);
    expect(ratio).toBeGreaterThan(0.99);
    expect(ratio).toBeLessThan(1 / (1 - snr * snr));
  });
});

describe('drawn samples', () => {
  const covariance = { xx: 0.5, xy: 0.3, yy: 0.4 };
  const mean = [0.4, -0.8] as const;
  /** Its axes: the first at this angle to x, with these variances. */
  const angle = Math.atan2(2 * covariance.xy, covariance.xx - covariance.yy) / 2;
  const spread = Math.hypot(covariance.xx - covariance.yy, 2 * covariance.xy) / 2;
  const axes = [(covariance.xx + covariance.yy) / 2 + spread, (covariance.xx + covariance.yy) / 2 - spread] as const;
  const count = 20_000;

  /** E[x0 | x] = m + alpha C (alpha^2 C + sigma^2 I)^-1 (x - alpha m). */
  const denoise = (x: Float64Array, { alpha, sigma }: PlanCall): Float64Array => {
    const [a, b, d] = [alpha ** 2 * covariance.xx + sigma ** 2, alpha ** 2 * covariance.xy, alpha ** 2 * covariance.yy + sigma ** 2];
    const determinant = a * d - b * b;
    const out = new Float64Array(x.length);
    for (let i = 0; i < x.length; i += 2) {
      const [u, w] = [(x[i] ?? 0) - alpha * mean[0], (x[i + 1] ?? 0) - alpha * mean[1]];
      const [p, q] = [(d * u - b * w) / determinant, (a * w - b * u) / determinant];
      out[i] = mean[0] + alpha * (covariance.xx * p + covariance.xy * q);
      out[i + 1] = mean[1] + alpha * (covariance.xy * p + covariance.yy * q);
    }
    return out;
  };

  test.each(['euler-ancestral', 'dpmpp-2m-sde', 'restart'] as const)('%s: mean and covariance of 20,000 points', async (sampler) => {
    const plan = makePlan({ sampler, steps: 40, trained: linear, spacing: 'karras' });
    const stream = randomStream(7, 1);
    const normal = (out: Float64Array): void => out.set(stream.fillNormal(new Float32Array(out.length)));
    const start = new Float64Array(2 * count);
    // From the exact distribution at the first level, whose mean is nearly 0 and whose variance is nearly 1.
    normal(start);
    let end: Float64Array = start;
    for await (const { state } of sampleTrajectory(plan, denoise, start, normal)) end = state;
    const average = (of: (x: number, y: number) => number): number => {
      let sum = 0;
      for (let i = 0; i < end.length; i += 2) sum += of(end[i] ?? 0, end[i + 1] ?? 0);
      return sum / count;
    };
    // What the plan's coefficients say of each axis, turned back to x and y.
    const [major = 0, minor = 0] = await Promise.all(axes.map(async (variance) => (await moments(plan, { mean: 0, variance })).at(-1)?.variance));
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const wanted = { xx: major * c * c + minor * s * s, xy: (major - minor) * c * s, yy: major * s * s + minor * c * c };
    const [mx, my] = [average((x) => x), average((_, y) => y)];
    // Four standard errors: of a mean sqrt(v / n), of a (co)variance of a Gaussian sqrt((c_ij^2 + c_ii c_jj) / n).
    const allowed = (variance: number): number => 4 * Math.sqrt(variance / count);
    expect(Math.abs(mx - mean[0])).toBeLessThan(allowed(wanted.xx));
    expect(Math.abs(my - mean[1])).toBeLessThan(allowed(wanted.yy));
    expect(Math.abs(average((x) => (x - mx) ** 2) - wanted.xx)).toBeLessThan(allowed(2 * wanted.xx ** 2));
    expect(Math.abs(average((_, y) => (y - my) ** 2) - wanted.yy)).toBeLessThan(allowed(2 * wanted.yy ** 2));
    expect(Math.abs(average((x, y) => (x - mx) * (y - my)) - wanted.xy)).toBeLessThan(allowed(wanted.xy ** 2 + wanted.xx * wanted.yy));
  });
});

describe('learned variance', () => {
  const learned = makePlan({ sampler: 'ddpm', variance: 'learned', learnsVariance: true, steps: 9, trained: linear });
  const ends = async (plan: SamplerPlan, fraction: number | null): Promise<Float64Array[]> => {
    const stream = randomStream(3, 1);
    const states: Float64Array[] = [];
    const denoise = (x: Float64Array): { x0: Float64Array; fraction: Float64Array } => ({ x0: x.map((value) => 0.3 * value), fraction: x.map((_, i) => (i === 0 ? 0 : (fraction ?? 0))) });
    const follow = fraction === null ? sampleTrajectory(plan, (x) => denoise(x).x0, Float64Array.of(1, -1), (out) => out.set(stream.fillNormal(new Float32Array(out.length)))) : sampleTrajectory(plan, denoise, Float64Array.of(1, -1), (out) => out.set(stream.fillNormal(new Float32Array(out.length))));
    for await (const { state } of follow) states.push(state);
    return states;
  };

  test('lies between the small (fraction 0) and the large (fraction 1) for each element, in the logarithm', async () => {
    const [small, large, half] = await Promise.all([
      ends(makePlan({ sampler: 'ddpm', steps: 9, trained: linear }), null),
      ends(makePlan({ sampler: 'ddpm', variance: 'large', steps: 9, trained: linear }), null),
      ends(learned, 1),
    ]);
    half.forEach((state, i) => {
      expect(state[0]).toBeCloseTo(small[i]?.[0] ?? Number.NaN, 12);
      expect(state[1]).toBeCloseTo(large[i]?.[1] ?? Number.NaN, 12);
    });
    expect(learned.calls.every(({ logVariances }, i) => (logVariances === undefined) === (i === 8))).toBe(true);
    for (const { logVariances } of learned.calls) if (logVariances) expect(logVariances.small).toBeLessThan(logVariances.large);
  });

  test('is refused from a denoiser that has none', async () => {
    await expect(ends(learned, null)).rejects.toThrow('wants a learned variance, but the denoiser gives none');
  });
});
