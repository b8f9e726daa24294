/** Every sampler: its names here and elsewhere, what it is, and what it takes. Validation, controls and hints come from this table. */
import type { SamplerChoices, SettingName } from './samplerSettings.ts';

export interface SamplerEntry {
  readonly label: string;
  /** The function of k-diffusion and the class of diffusers that do the same; null where there is none. */
  readonly kDiffusion: string | null;
  readonly diffusers: string | null;
  /**
   * Order of convergence, with its default settings: to the exact solution of the probability-flow ODE, or, where noise is always drawn, of the
   * variance of Gaussian samples. For the predictor-corrector that of its predictor: the corrector's own error does not shrink with the steps.
   */
  readonly order: number;
  /** Whether fresh noise is drawn: never, as the settings say, or always. */
  readonly noise: 'never' | 'optional' | 'always';
  /** Fewest steps with which it is what it says. */
  readonly leastSteps: number;
  /** The settings it takes; all others leave it as it is. */
  readonly settings: readonly SettingName[];
  /** Where its standard differs from the setting's own. */
  readonly defaults: Partial<SamplerChoices>;
  /** Highest order it takes, where it has the setting `order`. */
  readonly mostOrder?: number;
  /** One sentence: what it is good for. */
  readonly hint: string;
}

export const samplers = {
  ddpm: {
    label: 'DDPM', kDiffusion: 'sample_euler_ancestral (small variance)', diffusers: 'DDPMScheduler', order: 1, noise: 'always', leastSteps: 1,
    settings: ['variance'], defaults: {},
    hint: 'The sampler that diffusion models began with: random at every step, it needs many steps.',
  },
  ddim: {
    label: 'DDIM', kDiffusion: 'sample_euler (eta 0)', diffusers: 'DDIMScheduler', order: 1, noise: 'optional', leastSteps: 1,
    settings: ['eta'], defaults: {},
    hint: 'Follows the predicted noise straight to the next level; with eta 0 the same start always gives the same sample.',
  },
  euler: {
    label: 'Euler', kDiffusion: 'sample_euler', diffusers: 'EulerDiscreteScheduler', order: 1, noise: 'optional', leastSteps: 1,
    settings: ['churn', 'churnFrom', 'churnTo', 'noiseScale'], defaults: {},
    hint: 'The simplest solver of the sampling ODE: without churn the same numbers as DDIM, and for flow matching a straight step along the velocity.',
  },
  'euler-ancestral': {
    label: 'Euler ancestral', kDiffusion: 'sample_euler_ancestral', diffusers: 'EulerAncestralDiscreteScheduler', order: 1, noise: 'always', leastSteps: 1,
    settings: ['eta', 'noiseScale'], defaults: { eta: 1 },
    hint: 'Euler steps to below each next level and fresh noise back up to it; with eta 1 the same as DDPM with the small variance, and it never settles as steps are added.',
  },
  heun: {
    label: 'Heun', kDiffusion: 'sample_heun', diffusers: 'HeunDiscreteScheduler', order: 2, noise: 'optional', leastSteps: 2,
    settings: ['churn', 'churnFrom', 'churnTo', 'noiseScale'], defaults: {},
    hint: 'Two calls a step, at its beginning and its end, and their mean: the sampler of EDM, accurate and dear.',
  },
  dpm2: {
    label: 'DPM2', kDiffusion: 'sample_dpm_2', diffusers: 'KDPM2DiscreteScheduler', order: 2, noise: 'never', leastSteps: 2,
    settings: [], defaults: {},
    hint: 'Two calls a step, at its beginning and in its middle.',
  },
  'dpm2-ancestral': {
    label: 'DPM2 ancestral', kDiffusion: 'sample_dpm_2_ancestral', diffusers: 'KDPM2AncestralDiscreteScheduler', order: 2, noise: 'always', leastSteps: 2,
    settings: ['eta', 'noiseScale'], defaults: { eta: 1 },
    hint: 'DPM2 to below each next level and fresh noise back up to it.',
  },
  lms: {
    label: 'LMS', kDiffusion: 'sample_lms', diffusers: 'LMSDiscreteScheduler', order: 4, noise: 'never', leastSteps: 1,
    settings: ['order'], defaults: { order: 4 }, mostOrder: 4,
    hint: 'One call a step and the predicted noise of up to four steps, fitted by a polynomial in sigma.',
  },
  plms: {
    label: 'PLMS (PNDM)', kDiffusion: null, diffusers: 'PNDMScheduler (skip_prk_steps=True)', order: 2, noise: 'never', leastSteps: 2,
    settings: [], defaults: {},
    hint: 'Like LMS with the fixed weights of equal steps, and one call more at the beginning: meant for evenly spaced timesteps.',
  },
  'dpmpp-1': {
    label: 'DPM-Solver++ 1', kDiffusion: 'sample_euler', diffusers: 'DPMSolverMultistepScheduler (solver_order=1)', order: 1, noise: 'never', leastSteps: 1,
    settings: [], defaults: {},
    hint: 'The first of its family: the same numbers as DDIM without noise.',
  },
  'dpmpp-2m': {
    label: 'DPM-Solver++ 2M', kDiffusion: 'sample_dpmpp_2m', diffusers: 'DPMSolverMultistepScheduler (solver_order=2)', order: 2, noise: 'never', leastSteps: 1,
    settings: [], defaults: {},
    hint: 'One call a step and the last two predictions of the clean data: good samples in 10 to 25 steps, also under guidance.',
  },
  'dpmpp-3m': {
    label: 'DPM-Solver++ 3M', kDiffusion: null, diffusers: 'DPMSolverMultistepScheduler (solver_order=3)', order: 3, noise: 'never', leastSteps: 1,
    settings: ['curvature'], defaults: {},
    hint: 'The last three predictions: more accurate than 2M where steps are many or there is no guidance.',
  },
  'dpmpp-sde-1': {
    label: 'SDE-DPM-Solver++ 1', kDiffusion: 'sample_euler_ancestral (eta 1)', diffusers: "DPMSolverMultistepScheduler (algorithm_type='sde-dpmsolver++', solver_order=1)", order: 1, noise: 'always', leastSteps: 1,
    settings: ['eta', 'noiseScale'], defaults: { eta: 1 },
    hint: 'The random form of DPM-Solver++ 1: with eta 1 the same numbers as DDPM with the small variance.',
  },
  'dpmpp-2m-sde': {
    label: 'SDE-DPM-Solver++ 2M', kDiffusion: 'sample_dpmpp_2m_sde', diffusers: "DPMSolverMultistepScheduler (algorithm_type='sde-dpmsolver++')", order: 2, noise: 'always', leastSteps: 1,
    settings: ['eta', 'noiseScale'], defaults: { eta: 1 },
    hint: 'The random form of 2M: fresh noise corrects earlier errors, at the price of more steps.',
  },
  unipc: {
    label: 'UniPC', kDiffusion: null, diffusers: 'UniPCMultistepScheduler', order: 3, noise: 'never', leastSteps: 1,
    settings: ['order', 'solver'], defaults: { order: 2 }, mostOrder: 3,
    hint: 'Corrects each step with the next call, which costs nothing more: the order of accuracy is one above the order set here.',
  },
  'predictor-corrector': {
    label: 'Predictor-corrector (Langevin)', kDiffusion: null, diffusers: 'ScoreSdeVeScheduler', order: 1, noise: 'always', leastSteps: 2,
    settings: ['eta', 'noiseScale', 'snr', 'corrections'], defaults: { eta: 1 },
    hint: 'An ancestral step to each level and Langevin steps at it, of a size set by expected instead of measured norms, which draw samples to where the model finds them likely.',
  },
  restart: {
    label: 'Restart', kDiffusion: null, diffusers: null, order: 2, noise: 'always', leastSteps: 2,
    settings: ['restartFrom', 'restartTo', 'restartSteps', 'restarts', 'noiseScale'], defaults: {},
    hint: "Heun's method that goes back up to a noisier level a few times: fresh noise covers earlier errors, the ODE keeps steps few.",
  },
} as const satisfies Readonly<Record<string, SamplerEntry>>;

export type SamplerName = keyof typeof samplers;

/** The entry of a sampler, as what all entries have in common. */
export function samplerEntry(name: SamplerName): SamplerEntry {
  return samplers[name];
}

export function isSamplerName(name: string): name is SamplerName {
  return Object.hasOwn(samplers, name);
}

export const samplerNames: readonly SamplerName[] = Object.keys(samplers).filter(isSamplerName);
