/** The settings that samplers take, each described once: range, default and a hint for people. */

/** small: the posterior's variance; large: beta of the step (Ho et al. 2020, section 3.2); learned: between both, told by the network. */
export type DdpmVariance = 'small' | 'large' | 'learned';
/** The two B(h) of UniPC: h, or e^h - 1. */
export type UniPcVariant = 'bh1' | 'bh2';

/** How much of the second derivative DPM-Solver++ 3M takes: all of it, or half as other programs do. */
export type Curvature = 'full' | 'half';

/** Every setting with its value. */
export interface SamplerChoices {
  readonly eta: number;
  readonly noiseScale: number;
  readonly churn: number;
  readonly churnFrom: number;
  readonly churnTo: number;
  readonly order: number;
  readonly solver: UniPcVariant;
  readonly curvature: Curvature;
  readonly variance: DdpmVariance;
  readonly snr: number;
  readonly corrections: number;
  readonly restartFrom: number;
  readonly restartTo: number;
  readonly restartSteps: number;
  readonly restarts: number;
}

export type SettingName = keyof SamplerChoices;

export interface NumberSetting {
  readonly kind: 'number';
  readonly label: string;
  readonly range: readonly [number, number];
  readonly whole: boolean;
  readonly default: number;
  /** One sentence: what it does. */
  readonly hint: string;
}

export interface ChoiceSetting<Value extends string> {
  readonly kind: 'choice';
  readonly label: string;
  readonly values: readonly Value[];
  readonly default: Value;
  readonly hint: string;
}

type SettingOf<Value> = [Value] extends [number] ? NumberSetting : [Value] extends [string] ? ChoiceSetting<Value> : never;

/** Noise levels here are sigma / alpha: the noise beside data of standard deviation 1, k-diffusion's sigma. */
export const samplerSettings: { readonly [Name in SettingName]: SettingOf<SamplerChoices[Name]> } = {
  eta: number('eta', [0, 1], 0, 'How much noise each step takes out beyond what is needed and draws anew: 0 none, 1 as much as DDPM.'),
  noiseScale: number('Noise scale', [0.9, 1.1], 1, 'Factor on the fresh noise; a little above 1 makes up for detail that an imperfect network smooths away.'),
  churn: number('Churn', [0, 100], 0, 'Noise added before each step and taken out again, spread over all steps; 0 is deterministic.'),
  churnFrom: number('Churn from noise', [0, 10], 0.05, 'Below this noise level no churn is added.'),
  churnTo: number('Churn to noise', [0.01, 10000], 50, 'Above this noise level no churn is added.'),
  order: whole('Order', [1, 4], 2, 'How many predictions a step combines; higher follows the curve better, but less stably with few steps.'),
  solver: choice('B(h)', ['bh1', 'bh2'], 'bh2', "UniPC's free function: bh1 is the step itself and suits unguided sampling in fewer than ten steps, bh2 is its exponential less 1 and suits the rest."),
  curvature: choice('Curvature', ['full', 'half'], 'full', 'How much of the second derivative 3M takes: full makes it third order, half gives the numbers of diffusers and stays at second order.'),
  variance: choice('Variance', ['small', 'large', 'learned'], 'small', 'Noise of each step: the least that is right, for data that are points (small), the most, for data that are normal (large), or what the network learned.'),
  snr: number('Signal to noise', [0.01, 0.5], 0.16, 'Size of a Langevin step: how large its pull along the score is beside its noise, both as expected.'),
  corrections: whole('Corrections', [1, 10], 1, 'Langevin steps at each noise level, one call of the network each.'),
  restartFrom: number('Restart up to noise', [0.01, 1000], 0.6, 'The noise level that restarts go back up to.'),
  restartTo: number('Restart at noise', [0.001, 100], 0.12, 'The noise level at which noise is added again.'),
  restartSteps: whole('Steps of a restart', [1, 50], 3, 'Heun steps from the upper level down to the lower one, each time.'),
  restarts: whole('Restarts', [1, 20], 2, 'How many times noise is added and taken out again.'),
};

export const settingNames: readonly SettingName[] = [
  'eta', 'noiseScale', 'churn', 'churnFrom', 'churnTo', 'order', 'solver', 'curvature', 'variance', 'snr', 'corrections', 'restartFrom', 'restartTo', 'restartSteps', 'restarts',
];

/**
 * Fills in what is left out: the sampler's own default, else the setting's.
 * @throws Error with a sentence that names a setting out of its range, whether the sampler takes it or not
 */
export function samplerChoices(given: Partial<SamplerChoices>, own: Partial<SamplerChoices>): SamplerChoices {
  for (const name of settingNames) checkSetting(name, given[name]);
  const pick = <Name extends SettingName>(name: Name, fallback: SamplerChoices[Name]): SamplerChoices[Name] => given[name] ?? own[name] ?? fallback;
  return {
    eta: pick('eta', samplerSettings.eta.default),
    noiseScale: pick('noiseScale', samplerSettings.noiseScale.default),
    churn: pick('churn', samplerSettings.churn.default),
    churnFrom: pick('churnFrom', samplerSettings.churnFrom.default),
    churnTo: pick('churnTo', samplerSettings.churnTo.default),
    order: pick('order', samplerSettings.order.default),
    solver: pick('solver', samplerSettings.solver.default),
    curvature: pick('curvature', samplerSettings.curvature.default),
    variance: pick('variance', samplerSettings.variance.default),
    snr: pick('snr', samplerSettings.snr.default),
    corrections: pick('corrections', samplerSettings.corrections.default),
    restartFrom: pick('restartFrom', samplerSettings.restartFrom.default),
    restartTo: pick('restartTo', samplerSettings.restartTo.default),
    restartSteps: pick('restartSteps', samplerSettings.restartSteps.default),
    restarts: pick('restarts', samplerSettings.restarts.default),
  };
}

function checkSetting(name: SettingName, value: number | string | undefined): void {
  if (value === undefined) return;
  const setting = samplerSettings[name];
  if (setting.kind === 'choice') {
    if (!setting.values.some((known) => known === value)) throw new Error(`${name} is "${value}"; choose one of ${setting.values.join(', ')}.`);
    return;
  }
  const [least, most] = setting.range;
  if (typeof value !== 'number' || !(value >= least && value <= most) || (setting.whole && !Number.isInteger(value))) {
    const zeroToOne = name === 'eta' ? ' (0 is deterministic, 1 as noisy as DDPM)' : '';
    throw new Error(`${name} is ${value}; give a ${setting.whole ? 'whole ' : ''}number from ${least} to ${most}${zeroToOne}.`);
  }
}

function number(label: string, range: readonly [number, number], standard: number, hint: string): NumberSetting {
  return { kind: 'number', label, range, whole: false, default: standard, hint };
}

function whole(label: string, range: readonly [number, number], standard: number, hint: string): NumberSetting {
  return { kind: 'number', label, range, whole: true, default: standard, hint };
}

function choice<Value extends string>(label: string, values: readonly Value[], standard: Value, hint: string): ChoiceSetting<Value> {
  return { kind: 'choice', label, values, default: standard, hint };
}
