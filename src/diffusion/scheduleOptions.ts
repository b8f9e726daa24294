/** Every kind of schedule and every number that shapes one, told in a sentence. */
import type { DescribedChoice, DescribedNumber } from './describedChoice.ts';
import { SHAPE_DEFAULTS, SHAPE_RANGES } from './scheduleSettings.ts';
import type { AnyScheduleKind, ScheduleShape } from './scheduleSettings.ts';

export const scheduleChoices: readonly DescribedChoice<AnyScheduleKind>[] = [
  { value: 'linear', label: 'Linear', help: 'Betas grow evenly, as in the first DDPM paper.' },
  { value: 'scaled-linear', label: 'Scaled linear', help: 'Square roots of the betas grow evenly, as in Stable Diffusion.' },
  { value: 'quadratic', label: 'Quadratic', help: 'The formula of scaled linear under its older name, usually with the betas of linear.' },
  { value: 'cosine', label: 'Cosine', help: 'The signal falls like a squared cosine: gentle at both ends.' },
  { value: 'sigmoid', label: 'Sigmoid', help: 'The betas follow an S-shaped curve.' },
  { value: 'log-linear', label: 'Log-linear', help: 'The log-SNR falls evenly, so noise over signal grows by the same factor at every step.' },
  { value: 'laplace', label: 'Laplace', help: 'Levels crowd round one log-SNR, where the shape of the data comes into being, and thin out on both sides.' },
  { value: 'edm', label: 'EDM', help: 'The Karras noise levels, shown to the network scaled to variance 1.' },
  { value: 'variance-exploding', label: 'Variance-exploding', help: 'The data stay as they are under noise that grows by the same factor at every step; what the network sees grows with it.' },
  { value: 'flow', label: 'Flow matching', help: 'A straight line from data to noise, as in rectified flow: alpha = 1 - sigma.' },
  { value: 'hand-drawn', label: 'Hand-drawn', help: 'A smooth curve through points that you place.' },
];

const range = (name: keyof ScheduleShape): { min: number; max: number } => ({ min: SHAPE_RANGES[name][0], max: SHAPE_RANGES[name][1] });

/** Defaults of the two sigmas differ by kind: see `shapeDefault`. */
export const shapeOptions: Readonly<Record<keyof ScheduleShape, DescribedNumber>> = {
  sigmaMin: {
    label: 'Smallest sigma', help: 'Noise over signal at the first timestep; smaller lets finer detail be learnt.',
    ...range('sigmaMin'), step: 0.0001, scale: 'log', default: 0.01,
  },
  sigmaMax: {
    label: 'Largest sigma', help: 'Noise over signal at the last timestep; it has to drown the data, which takes many times their width.',
    ...range('sigmaMax'), step: 1, scale: 'log', default: 100,
  },
  rho: {
    label: 'rho', help: 'How many levels are spent at low noise: 1 spaces sigma evenly, larger numbers crowd the levels where there is little noise.',
    ...range('rho'), step: 0.5, scale: 'linear', default: SHAPE_DEFAULTS.rho,
  },
  laplaceMean: {
    label: 'Laplace mean', help: 'The log-SNR round which the levels crowd; 0 is as much signal as noise.',
    ...range('laplaceMean'), step: 0.1, scale: 'linear', default: SHAPE_DEFAULTS.laplaceMean,
  },
  laplaceScale: {
    label: 'Laplace scale', help: 'How far the levels spread from the mean, in log-SNR; smaller is more crowded.',
    ...range('laplaceScale'), step: 0.05, scale: 'log', default: SHAPE_DEFAULTS.laplaceScale,
  },
  shift: {
    label: 'Shift', help: 'Multiplies noise over signal at every level: above 1 for large pictures, in which noise averages out, below 1 for small ones.',
    ...range('shift'), step: 0.05, scale: 'log', default: SHAPE_DEFAULTS.shift,
  },
  sigmaData: {
    label: 'sigma_data', help: 'Standard deviation of the data, by which EDM scales what the network sees and predicts: 1 for standardised data, about 0.5 for pictures from -1 to 1.',
    ...range('sigmaData'), step: 0.05, scale: 'log', default: SHAPE_DEFAULTS.sigmaData,
  },
};

export const zeroTerminalSnrHelp =
  'Rescales the curve so that no signal at all is left at the last timestep; epsilon and the score tell nothing there, the other predictions do.';
