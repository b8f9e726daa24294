/** Options of sampling; samplers, their settings and the grids are told in diffusion/. */
import { gridNames, grids, RHO } from '../diffusion/grids.ts';
import { samplerSettings, settingNames, type SettingName } from '../diffusion/samplerSettings.ts';
import { samplerNames, samplers } from '../diffusion/samplerTable.ts';
import { TIMESTEPS_RANGE } from '../diffusion/schedules.ts';
import { choice, oneOf, type Option, real, seed, whole } from './optionKinds.ts';

/** Where one answer of a setting is worth a sentence of its own. */
const answers: Readonly<Record<string, { label: string; help: string }>> = {
  bh1: { label: 'B1', help: 'The step itself, for unguided sampling in fewer than ten steps.' },
  bh2: { label: 'B2', help: "The step's exponential less 1, for all other sampling." },
  full: { label: 'Full', help: 'All of it, which is right and of third order.' },
  half: { label: 'Half', help: 'Half of it, as in diffusers and k-diffusion, which is of second order.' },
  small: { label: 'Small', help: "The posterior's: the least that is right, for data at one point." },
  large: { label: 'Large', help: 'beta of the step: the most that is right, for normal data.' },
  learned: { label: 'Learned', help: 'What the network says, where it was trained to.' },
};

/** Steps of controls. */
const steps: Partial<Record<SettingName, number>> = { churn: 0.5, churnTo: 0.01, restartFrom: 0.01, restartTo: 0.001, noiseScale: 0.005 };
/** Ranges of several magnitudes without a zero. */
const logarithmic: readonly SettingName[] = ['churnTo', 'restartFrom', 'restartTo', 'snr'];

function settingOption(name: SettingName): Option {
  const path = `sampling.${name}`;
  const setting = samplerSettings[name];
  const { label, hint: help } = setting;
  if (setting.kind === 'choice') return choice(path, false, { label, help, choices: setting.values.map((value) => ({ value, label: value, help: '', ...answers[value] })), default: setting.default });
  const [min, max] = setting.range;
  const shared = { label, help, min, max, scale: logarithmic.includes(name) ? 'log' as const : 'linear' as const, default: setting.default };
  const left = name === 'eta' || name === 'order' ? { orNull: true as const } : {};
  return setting.whole ? whole(path, false, { ...shared, ...left, step: 1 }) : real(path, false, { ...shared, ...left, step: steps[name] ?? 0.01 });
}

export const samplingOptions: readonly Option[] = [
  oneOf('sampling.sampler', false, 'Sampler', 'How noise is turned into samples.', samplerNames.map((value) => ({ value, label: samplers[value].label, help: samplers[value].hint })), 'ddim'),
  whole('sampling.steps', false, { label: 'Sampling steps', help: 'Noise levels visited on the way from noise to sample; most samplers call the model once at each.', min: 1, max: TIMESTEPS_RANGE[1], step: 1, scale: 'log', default: 50 }),
  oneOf('sampling.spacing', false, 'Spacing', 'Which noise levels are visited.', gridNames.map((value) => ({ value, label: grids[value].label, help: grids[value].hint })), 'trailing'),
  real('sampling.gridRho', false, { label: 'rho of the grid', help: 'How much Karras spacing crowds the levels at low noise: 1 spaces them evenly.', min: RHO.range[0], max: RHO.range[1], step: 0.5, scale: 'linear', default: RHO.default }),
  ...settingNames.map(settingOption),
  seed('sampling.seed', false, 'Fixes the noise that sampling starts from.'),
  whole('sampling.count', false, { label: 'Samples', unit: 'points', help: 'How many points are sampled and shown.', min: 1, max: 20_000, step: 1, scale: 'log', default: 1000,
    pictures: { unit: 'pictures', help: 'How many pictures are sampled and shown.', max: 400, default: 40 } }),
  real('sampling.guidance', false, { label: 'Guidance', help: 'Pushes samples towards their class (classifier-free guidance): 1 is none, 2 to 4 makes them more typical and less varied.', min: 0, max: 10, step: 0.1, scale: 'linear', default: 1 }),
  real('sampling.guidanceRescale', false, { label: 'Guidance rescale', help: 'Takes out so much of the contrast that strong guidance adds: 0 none, 1 all, 0.7 is usual.', min: 0, max: 1, step: 0.05, scale: 'linear', default: 0 }),
  real('sampling.guidanceFrom', false, { label: 'Guidance from', unit: 'of T', help: 'Guidance stops below this part of the schedule, 0 being clean: details then keep their variety.', min: 0, max: 1, step: 0.01, scale: 'linear', default: 0 }),
  real('sampling.guidanceTo', false, { label: 'Guidance to', unit: 'of T', help: 'Guidance begins below this part of the schedule, 1 being noise: the coarse shape then keeps its variety.', min: 0, max: 1, step: 0.01, scale: 'linear', default: 1 }),
  choice('sampling.clip', false, {
    label: 'Clipping', help: 'Whether predicted clean data are brought back into the range of the data at every step.', default: 'none',
    choices: [
      { value: 'none', label: 'None', help: 'They stay as they are.' },
      { value: 'static', label: 'Static', help: 'Numbers outside the range become its ends.' },
      { value: 'dynamic', label: 'Dynamic', help: 'Samples that leave the range are scaled back into it as a whole (dynamic thresholding), which keeps strong guidance from saturating them.' },
    ],
  }),
  real('sampling.clipValue', false, { label: 'Clip at', help: 'The range goes from minus to plus this number: 1 holds pictures of brightness -1 to 1 or 0 to 1, 3 most standardised data.', min: 0.1, max: 20, step: 0.1, scale: 'log', default: 3, pictures: { default: 1 } }),
  real('sampling.clipQuantile', false, { label: 'Quantile', help: 'For dynamic clipping: the share of the numbers of a sample that is never clipped.', min: 0.5, max: 1, step: 0.005, scale: 'linear', default: 0.995 }),
  choice('sampling.weights', false, {
    label: 'Weights', help: 'Whose weights draw the samples.', default: 'average',
    choices: [
      { value: 'average', label: 'Average', help: 'The running average with the EMA decay.' },
      { value: 'average2', label: '2nd average', help: 'The running average with the first further decay.' },
      { value: 'average3', label: '3rd average', help: 'The running average with the second further decay.' },
      { value: 'value', label: 'Last step', help: 'The weights as the last step left them, without averaging.' },
    ],
  }),
];
