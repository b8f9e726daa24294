/** Predictions, weightings, densities of the timesteps and ways to draw them, told in a sentence each. */
import type { DescribedChoice, DescribedNumber } from './describedChoice.ts';
import type { AnyPrediction } from './predictions.ts';
import { DENSITY_DEFAULTS } from './timestepDensities.ts';
import type { TimestepDensityKind } from './timestepDensities.ts';
import type { DrawKind } from './timestepDraws.ts';
import { WEIGHTING_DEFAULTS } from './weightings.ts';
import type { Weighting, WeightingKind } from './weightings.ts';

export const predictionChoices: readonly DescribedChoice<AnyPrediction>[] = [
  { value: 'epsilon', label: 'epsilon', help: 'The noise that was added.' },
  { value: 'x0', label: 'x0', help: 'The clean data.' },
  { value: 'v', label: 'v', help: 'A mixture of noise and clean data that is well scaled at every noise level.' },
  { value: 'score', label: 'score', help: 'The direction in which noisy data become more likely, -epsilon / sigma: large where there is little noise, so weight it with sigma^2.' },
  { value: 'flow', label: 'flow velocity', help: 'epsilon - x0, the velocity along the straight path from data to noise.' },
  { value: 'edm', label: 'EDM (F)', help: 'What remains after EDM has scaled input and output, so that the target has variance 1 at every noise level.' },
];

export const weightingChoices: readonly DescribedChoice<WeightingKind>[] = [
  { value: 'simple', label: 'Simple', help: 'Every draw counts the same, on whatever the network predicts.' },
  { value: 'bound', label: 'Variational bound', help: 'The exact weight of each timestep in the bound on the likelihood, which favours fine detail.' },
  { value: 'max-likelihood', label: 'Maximum likelihood', help: 'The weights of the bound for infinitely many timesteps: every stretch of log-SNR counts the same on epsilon.' },
  { value: 'score-matching', label: 'Score matching', help: 'lambda(t) times the squared error of the score.' },
  { value: 'min-snr', label: 'min-SNR', help: 'Like the weight 1 on epsilon, but levels with little noise count no more than gamma on x0.' },
  { value: 'soft-min-snr', label: 'Soft min-SNR', help: 'min-SNR with a smooth bend instead of a corner.' },
  { value: 'p2', label: 'P2', help: 'Takes weight from levels with little noise, where only details too fine to see are learnt.' },
  { value: 'edm', label: 'EDM', help: 'Weight 1 on F, whatever is predicted: wrong answers count the same at every level once scaled to variance 1.' },
  { value: 'hand-drawn', label: 'Hand-drawn', help: 'You draw what part of the loss each noise level has; the weights follow.' },
];

type Lambda = Extract<Weighting, { kind: 'score-matching' }>['lambda'];

export const lambdaChoices: readonly DescribedChoice<Lambda>[] = [
  { value: 'sigma-squared', label: 'sigma²', help: 'The same as weight 1 on epsilon.' },
  { value: 'one', label: '1', help: 'The plain error of the score, which is nearly all at the smallest noise.' },
  { value: 'g-squared', label: 'g²', help: 'The square of how fast noise comes in: twice the maximum likelihood weighting, with time from 0 to 1.' },
];

/** Numbers of the weightings that have any. */
export const weightingNumbers: Readonly<Record<'min-snr' | 'soft-min-snr', { gamma: DescribedNumber }> & { p2: Record<'k' | 'gamma', DescribedNumber> }> = {
  'min-snr': {
    gamma: { label: 'gamma', help: 'The largest weight on x0; larger is nearer to the weight 1 on epsilon.', min: 0.1, max: 100, step: 0.1, scale: 'log', default: WEIGHTING_DEFAULTS['min-snr'].gamma },
  },
  'soft-min-snr': {
    gamma: { label: 'gamma', help: 'The weight on x0 that clean levels approach; 4 belongs to data of standard deviation 0.5, 1 to standardised data.', min: 0.1, max: 100, step: 0.1, scale: 'log', default: WEIGHTING_DEFAULTS['soft-min-snr'].gamma },
  },
  p2: {
    k: { label: 'k', help: 'The signal-to-noise ratio above which weights begin to fall.', min: 0.01, max: 100, step: 0.01, scale: 'log', default: WEIGHTING_DEFAULTS.p2.k },
    gamma: { label: 'gamma', help: 'How steeply the weights fall above k; 0 is weight 1 on epsilon.', min: 0, max: 3, step: 0.1, scale: 'linear', default: WEIGHTING_DEFAULTS.p2.gamma },
  },
};

/** `importance` is drawn by `importanceProbabilities` from the losses seen; the others by `timestepProbabilities`. */
export const densityChoices: readonly DescribedChoice<TimestepDensityKind | 'importance'>[] = [
  { value: 'uniform', label: 'Uniform', help: 'Every timestep is drawn alike.' },
  { value: 'log-normal', label: 'Log-normal', help: 'The logarithm of noise over signal is drawn from a bell curve, as in EDM.' },
  { value: 'logit-normal', label: 'Logit-normal', help: 'The flow time is drawn from a bell curve bent into 0 to 1, as in Stable Diffusion 3.' },
  { value: 'log-snr', label: 'Uniform log-SNR', help: 'Every stretch of log-SNR is drawn alike, whatever the schedule.' },
  { value: 'importance', label: 'By loss', help: 'Levels with large losses are drawn more often and count less each, so the same loss is estimated with less noise.' },
];

const mean = (kind: 'log-normal' | 'logit-normal', help: string): DescribedNumber => ({ label: 'Mean', help, min: -5, max: 5, step: 0.1, scale: 'linear', default: DENSITY_DEFAULTS[kind].mean });
const std = (kind: 'log-normal' | 'logit-normal', help: string): DescribedNumber => ({ label: 'Spread', help, min: 0.1, max: 5, step: 0.1, scale: 'log', default: DENSITY_DEFAULTS[kind].std });

/** Numbers of the densities that have any. */
export const densityNumbers: Readonly<Record<'log-normal' | 'logit-normal', { mean: DescribedNumber; std: DescribedNumber }>> = {
  'log-normal': {
    mean: mean('log-normal', 'The mean of ln sigma (P_mean): higher draws more noise; -1.2 suits pictures of standard deviation 0.5.'),
    std: std('log-normal', 'The standard deviation of ln sigma (P_std): larger reaches more of the schedule.'),
  },
  'logit-normal': {
    mean: mean('logit-normal', 'The mean of the logit of the flow time: above 0 draws more noise, below 0 more detail.'),
    std: std('logit-normal', 'The standard deviation of the logit: larger reaches nearer to both ends.'),
  },
};

/** Share of uniform draws mixed into importance sampling. */
export const uniformShareNumber: DescribedNumber = {
  label: 'Uniform share', help: 'How much of the draws stays uniform, so that no level is ever forgotten.', min: 0, max: 1, step: 0.001, scale: 'linear', default: 0.001,
};

export const drawChoices: readonly DescribedChoice<DrawKind>[] = [
  { value: 'independent', label: 'Independent', help: 'Every sample of a batch draws its noise level by itself.' },
  { value: 'antithetic', label: 'Antithetic', help: 'Every draw is paired with its mirror image, so that clean and noisy levels balance in a batch.' },
  { value: 'low-discrepancy', label: 'Low-discrepancy', help: 'A batch is spread evenly over the density, which makes the loss jump less from step to step.' },
];
