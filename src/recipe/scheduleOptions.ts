/** Options of a recipe's schedule; what the curves are is told in diffusion/scheduleOptions.ts. */
import { scheduleChoices, shapeOptions, zeroTerminalSnrHelp } from '../diffusion/scheduleOptions.ts';
import { TIMESTEPS_RANGE } from '../diffusion/schedules.ts';
import { choice, described, oneOf, onOff, type Option, real, whole } from './optionKinds.ts';

const betaKinds = 'for the linear, scaled linear, quadratic and sigmoid schedules';

export const scheduleOptions: readonly Option[] = [
  oneOf('schedule.kind', false, 'Schedule', 'How the noise grows from timestep 0 (clean) to the last one (noise).', scheduleChoices, 'cosine'),
  whole('schedule.timesteps', false, { label: 'Timesteps T', help: 'How many noise levels lie between the data and pure noise.', min: TIMESTEPS_RANGE[0], max: TIMESTEPS_RANGE[1], step: 1, scale: 'log', default: 200 }),
  real('schedule.betaStart', false, { label: 'First beta', help: `Variance of the noise added at the first timestep, as it is at T = 1000; ${betaKinds}.`, min: 1e-6, max: 0.5, step: 1e-5, scale: 'log', default: 1e-4 }),
  real('schedule.betaEnd', false, { label: 'Last beta', help: `Variance of the noise added at the last timestep, as it is at T = 1000; ${betaKinds}.`, min: 1e-6, max: 0.999, step: 1e-4, scale: 'log', default: 0.02 }),
  onOff('schedule.zeroTerminalSnr', false, { label: 'Zero terminal SNR', help: zeroTerminalSnrHelp, default: false }),
  choice('schedule.space', false, {
    label: 'Drawn in', help: 'What the height of a hand-drawn point means.', default: 'log-snr',
    choices: [
      { value: 'log-snr', label: 'log-SNR', help: 'Logarithm of signal power over noise power.' },
      { value: 'alpha-bar', label: 'alpha_bar', help: 'Share of the signal in the variance, from 1 (clean) to 0 (noise).' },
    ],
  }),
  described('schedule.sigmaMin', false, shapeOptions.sigmaMin),
  described('schedule.sigmaMax', false, shapeOptions.sigmaMax),
  described('schedule.rho', false, shapeOptions.rho),
  described('schedule.laplaceMean', false, shapeOptions.laplaceMean),
  described('schedule.laplaceScale', false, shapeOptions.laplaceScale),
  described('schedule.shift', false, shapeOptions.shift),
  // Pictures from -1 to 1 have about half the deviation of standardised data.
  { ...described('schedule.sigmaData', false, shapeOptions.sigmaData), pictures: { default: 0.5 } },
];
