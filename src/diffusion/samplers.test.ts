import { describe, expect, test } from 'vitest';
import { reference } from './fixtures/reference.ts';
import { edmTable, flowTable } from './fixtures/tables.ts';
import { makePlan } from './makePlan.ts';
import type { PlanSettings } from './makePlan.ts';
import { mixtureX0 } from './mixture.ts';
import type { PlanCall, SamplerPlan } from './plan.ts';
import { outputFromX0, SMALLEST_ALPHA, toX0 } from './predictions.ts';
import { sampleTrajectory } from './run.ts';
import { diffusersNoiseTable } from './schedules.ts';

type Entry = (typeof reference.samplers)[string];

const predictionOf: Record<string, 'epsilon' | 'x0' | 'v'> = { epsilon: 'epsilon', sample: 'x0', v_prediction: 'v' };

/** Our settings for an entry of the reference; trailing spacing unless it says otherwise. */
function settingsOf(name: string, { class: kind, config, steps, sigmas = [], step_args: args }: Entry): PlanSettings {
  const trained = diffusersNoiseTable(config.beta_schedule === 'squaredcos_cap_v2' ? 'cosine' : 'linear', 1000, config.beta_start ?? 0.0001, config.beta_end ?? 0.02, false);
  const ends = config.use_karras_sigmas ? { spacing: 'karras' as const, sigmaMin: sigmas.at(-2) ?? 0, sigmaMax: sigmas[0] ?? 0 } : {};
  const edm = { trained: edmTable(), steps, spacing: 'karras' as const };
  switch (kind) {
    case 'DDPMScheduler':
      return { sampler: 'ddpm', steps, trained, variance: config.variance_type === 'fixed_large' ? 'large' : 'small' };
    case 'DDIMScheduler':
      return { sampler: 'ddim', steps, trained, eta: args?.eta ?? 0 };
    case 'DPMSolverMultistepScheduler': {
      const order = config.solver_order ?? 2;
      return { sampler: name.startsWith('sde') ? 'dpmpp-2m-sde' : order === 1 ? 'dpmpp-1' : order === 2 ? 'dpmpp-2m' : 'dpmpp-3m', steps, trained, curvature: 'half' };
    }
    case 'UniPCMultistepScheduler':
      return { sampler: 'unipc', steps, trained, order: 2, solver: 'bh2' };
    case 'EulerDiscreteScheduler':
      return { sampler: 'euler', steps, trained, ...ends };
    case 'EulerAncestralDiscreteScheduler':
      return { sampler: 'euler-ancestral', steps, trained };
    case 'HeunDiscreteScheduler':
      return { sampler: 'heun', steps, trained, ...ends };
    case 'EDMEulerScheduler':
      return { sampler: 'euler', ...edm };
    case 'EDMDPMSolverMultistepScheduler':
      return { sampler: 'dpmpp-2m', ...edm };
    case 'FlowMatchEulerDiscreteScheduler': {
      const shift = config.shift ?? 1;
      // diffusers shifts twice: its times are spaced evenly down to the shifted smallest sigma, and then shifted.
      const last = (shift * 0.001) / (1 + (shift - 1) * 0.001);
      const places = Array.from({ length: steps }, (_, i) => 1000 * (1 + ((last - 1) * i) / (steps - 1)) - 1);
      return { sampler: 'euler', steps, trained: flowTable(1000, shift), spacing: 'hand-placed', places };
    }
    default:
      throw new Error(`The test knows no ${kind}.`);
  }
}

/** States in sigma coordinates (x0 + sigma epsilon) times alpha are ours. */
function scalesOf(entry: Entry, { calls }: SamplerPlan): number[] {
  const inSigma = /^(Euler|EDM|Heun)/.test(entry.class);
  return [...calls.map(({ alpha }) => (inSigma ? alpha : 1)), 1];
}

const entries = Object.entries(reference.samplers);

test('the reference has every kind of entry', () => {
  expect(entries).toHaveLength(46);
  expect(new Set(entries.map(([, entry]) => entry.class)).size).toBe(10);
});

describe.each(entries)('%s', (name, entry) => {
  const plan = makePlan(settingsOf(name, entry));
  const scales = scalesOf(entry, plan);

  test('visits the same levels', () => {
    if (entry.timesteps) expect(plan.calls.map((call) => call.timestep)).toEqual(entry.timesteps);
    const flow = entry.class.startsWith('FlowMatch');
    entry.sigmas?.slice(0, -1).forEach((sigma, i) => {
      const call = plan.calls[i];
      const got = flow ? (call?.sigma ?? 0) : (call?.sigma ?? 0) / (call?.alpha ?? 1);
      // alpha_bar is a float32 product of up to 1000 factors there, and its rounding counts 1 / (1 - alpha_bar) times as much in
      // sigma; flow levels between two of the table lie on a line in log-SNR, not on their curve.
      const beta = entry.config.beta_start !== undefined;
      expect(Math.abs(got / sigma - 1), `level ${i}`).toBeLessThan(flow ? 5e-4 : 2e-6 + (beta ? 2 ** -22 * (1 + 1 / sigma ** 2) : 0));
    });
  });

  test('reproduces every state', async () => {
    const prediction = predictionOf[entry.config.prediction_type ?? ''] ?? 'epsilon';
    const vp = entry.timesteps !== undefined;
    // The ideal x0 goes through the network's kind of output and back, as it does in training and sampling.
    const denoise = (x: Float64Array, call: PlanCall): Float64Array => {
      const ideal = mixtureX0(reference.mixture, x, call.alpha, call.sigma);
      // The last level of cosine (alpha 5e-5) is below what we ask an epsilon prediction about; diffusers divides there.
      if (!vp || call.alpha < SMALLEST_ALPHA) return ideal;
      const there = outputFromX0(prediction, call.alpha, call.sigma);
      const back = toX0(prediction, call.alpha, call.sigma);
      return x.map((value, i) => back.state * value + back.output * (there.state * value + there.x0 * (ideal[i] ?? 0)));
    };
    const drawn = entry.noise[Symbol.iterator]();
    const states: Float64Array[] = [];
    const start = Float64Array.from(entry.trajectory[0] ?? []).map((value) => (value * (scales[0] ?? 1)) / plan.startScale);
    for await (const frame of sampleTrajectory(plan, denoise, start, (out) => out.set(drawn.next().value ?? []))) states.push(frame.state);
    expect(states).toHaveLength(entry.trajectory.length);
    const isLarge = entry.config.variance_type === 'fixed_large';
    const worst = states.map((state, i) => {
      // diffusers adds noise in the last step too where its timestep is above 0; Ho et al. (and we) do not.
      const lastNoise = isLarge && i === entry.steps ? Math.sqrt(1 - (plan.calls.at(-1)?.alpha ?? 0) ** 2) : 0;
      const scale = scales[i] ?? 1;
      return Math.max(...state.map((value, j) => Math.abs(value + lastNoise * (entry.noise.at(-1)?.[j] ?? 0) - scale * (entry.trajectory[i]?.[j] ?? Number.NaN))));
    });
    // The reference is float32 (rounding 6e-8), tables included, and errors are carried through up to 25 steps. States of 80 to 270
    // in sigma coordinates are about 1 in ours.
    expect(Math.max(...worst)).toBeLessThan(2e-5);
  });
});

describe('sigma grids', () => {
  test.each(Object.entries(reference.sigma_grids))('%s', (name, wanted) => {
    const spacing = name.startsWith('karras') ? 'karras' : 'exponential';
    const plan = makePlan({ sampler: 'euler', steps: wanted.length - 1, trained: edmTable(), spacing, sigmaMin: 0.002, sigmaMax: 80 });
    plan.calls.forEach(({ alpha, sigma }, i) => expect(Math.abs(sigma / alpha / (wanted[i] ?? 0) - 1)).toBeLessThan(1e-6));
    expect(wanted.at(-1)).toBe(0);
  });
});
