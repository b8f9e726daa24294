import { describe, expect, test } from 'vitest';
import { reference } from './fixtures/reference.ts';
import { makePlan } from './makePlan.ts';
import { mixtureX0 } from './mixture.ts';
import type { PlanCall } from './plan.ts';
import { outputFromX0, SMALLEST_ALPHA, toX0 } from './predictions.ts';
import { sampleTrajectory } from './run.ts';
import { diffusersNoiseTable } from './schedules.ts';

const predictionOf: Record<string, 'epsilon' | 'x0' | 'v'> = { epsilon: 'epsilon', sample: 'x0', v_prediction: 'v' };

const entries = Object.entries(reference.samplers).filter(([, entry]) => entry.class === 'DDPMScheduler' || entry.class === 'DDIMScheduler');

test('the reference has the DDPM and DDIM entries', () => {
  expect(entries).toHaveLength(20);
});

describe.each(entries)('%s', (_name, entry) => {
  const isDdpm = entry.class === 'DDPMScheduler';
  const cosine = entry.config.beta_schedule === 'squaredcos_cap_v2';
  const large = entry.config.variance_type === 'fixed_large';
  const table = diffusersNoiseTable(cosine ? 'cosine' : 'linear', 1000, 0.0001, 0.02, false);
  const plan = makePlan({
    sampler: isDdpm ? 'ddpm' : 'ddim',
    steps: entry.steps,
    eta: entry.step_args?.eta ?? 0,
    trained: table,
    variance: large ? 'large' : 'small',
  });

  test('visits the same timesteps', () => {
    expect(plan.calls.map((call) => call.timestep)).toEqual(entry.timesteps);
  });

  test('reproduces every state', async () => {
    const prediction = predictionOf[entry.config.prediction_type ?? ''] ?? 'epsilon';
    // The ideal x0 goes through the network's kind of output and back, as it does in training and sampling.
    const denoise = (x: Float64Array, call: PlanCall): Float64Array => {
      const ideal = mixtureX0(reference.mixture, x, call.alpha, call.sigma);
      // The last level of cosine (alpha 5e-5) is below what we ask an epsilon prediction about; diffusers divides there.
      if (call.alpha < SMALLEST_ALPHA) return ideal;
      const there = outputFromX0(prediction, call.alpha, call.sigma);
      const back = toX0(prediction, call.alpha, call.sigma);
      return x.map((value, i) => back.state * value + back.output * (there.state * value + there.x0 * (ideal[i] ?? 0)));
    };
    const drawn = entry.noise[Symbol.iterator]();
    const states: Float64Array[] = [];
    const start = Float64Array.from(entry.trajectory[0] ?? []);
    for await (const frame of sampleTrajectory(plan, denoise, start, (out) => out.set(drawn.next().value ?? []))) states.push(frame.state);
    expect(states).toHaveLength(entry.trajectory.length);
    const worst = states.map((state, i) => {
      // diffusers adds noise in the last step too where its timestep is above 0; Ho et al. (and we) do not.
      const lastNoise = isDdpm && large && i === entry.steps ? Math.sqrt(1 - (plan.calls.at(-1)?.alpha ?? 0) ** 2) : 0;
      return Math.max(...state.map((value, j) => Math.abs(value + lastNoise * (entry.noise.at(-1)?.[j] ?? 0) - (entry.trajectory[i]?.[j] ?? Number.NaN))));
    });
    // The reference is float32 (rounding 6e-8), tables included, and errors are carried through up to 25 steps.
    expect(Math.max(...worst)).toBeLessThan(2e-5);
  });
});
