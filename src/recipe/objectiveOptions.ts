/** Options of what the network learns; predictions, weightings and densities are told in diffusion/objectiveOptions.ts. */
import { densityChoices, densityNumbers, drawChoices, lambdaChoices, predictionChoices, uniformShareNumber, weightingChoices, weightingNumbers } from '../diffusion/objectiveOptions.ts';
import { choice, described, oneOf, onOff, type NumberOption, type Option, real } from './optionKinds.ts';

/** Where there are several of the same name the weighting or density is named too. */
const of = (option: NumberOption, owner: string): NumberOption => ({ ...option, label: `${owner} ${option.label}` });

export const objectiveOptions: readonly Option[] = [
  oneOf('objective.prediction', true, 'Prediction', 'What the network is asked for when it sees a noisy point.', predictionChoices, 'v'),
  choice('objective.loss', false, {
    label: 'Loss', help: 'How a wrong answer is measured.', default: 'mse',
    choices: [
      { value: 'mse', label: 'Squared error', help: 'Mean of the squared differences: the network learns the mean of all answers that are possible.' },
      { value: 'l1', label: 'Absolute error', help: 'Mean of the absolute differences: the network learns the median, which few strange samples hardly move.' },
      { value: 'huber', label: 'Huber', help: 'Squared for small differences, absolute for large ones.' },
      { value: 'pseudo-huber', label: 'Pseudo-Huber', help: 'Like Huber with a smooth bend, and of each sample as a whole.' },
    ],
  }),
  real('objective.huberDelta', false, { label: 'Huber delta', help: 'The difference at which the Huber loss goes from squared to absolute.', min: 0.001, max: 10, step: 0.001, scale: 'log', default: 1 }),
  real('objective.pseudoHuberDelta', false, { label: 'Pseudo-Huber delta', help: 'The difference round which the pseudo-Huber loss goes from squared to absolute; 0.00054 is that of consistency models, nearly absolute.', min: 1e-5, max: 10, step: 1e-5, scale: 'log', default: 0.00054 }),
  oneOf('objective.weighting', false, 'Weighting', 'How much each noise level counts in the loss.', weightingChoices, 'simple'),
  choice('objective.boundVariance', false, {
    label: 'Variance in the bound', help: 'Which variance the reverse steps have whose terms are the weights.', default: 'small',
    choices: [
      { value: 'small', label: 'Small', help: "The posterior's: the least that is right, for data at one point." },
      { value: 'large', label: 'Large', help: 'beta of the step: the most that is right, for normal data.' },
    ],
  }),
  oneOf('objective.lambda', false, 'lambda', 'The weight on the squared error of the score.', lambdaChoices, 'sigma-squared'),
  of(described('objective.minSnrGamma', false, weightingNumbers['min-snr'].gamma), 'min-SNR'),
  of(described('objective.softMinSnrGamma', false, weightingNumbers['soft-min-snr'].gamma), 'Soft min-SNR'),
  of(described('objective.p2K', false, weightingNumbers.p2.k), 'P2'),
  of(described('objective.p2Gamma', false, weightingNumbers.p2.gamma), 'P2'),
  oneOf('objective.density', false, 'Noise levels drawn', 'How often training draws each noise level.', densityChoices, 'uniform'),
  of(described('objective.logNormalMean', false, densityNumbers['log-normal'].mean), 'Log-normal'),
  of(described('objective.logNormalStd', false, densityNumbers['log-normal'].std), 'Log-normal'),
  of(described('objective.logitNormalMean', false, densityNumbers['logit-normal'].mean), 'Logit-normal'),
  of(described('objective.logitNormalStd', false, densityNumbers['logit-normal'].std), 'Logit-normal'),
  described('objective.uniformShare', false, uniformShareNumber),
  oneOf('objective.draws', false, 'Draws of a batch', 'How the noise levels of a batch hang together.', drawChoices, 'independent'),
  choice('objective.variance', true, {
    label: 'Variance', help: 'Whether the noise of the reverse steps is learned too.', default: 'fixed',
    choices: [
      { value: 'fixed', label: 'Fixed', help: 'The sampler sets it.' },
      { value: 'learned', label: 'Learned', help: 'The network tells for each number where it lies between the smallest and the largest that is right, which DDPM can then use.' },
    ],
  }),
  real('objective.hybridWeight', false, { label: 'Weight of the bound', help: 'How much the bound, from which the variance is learned, counts beside the loss; at 0.001 it hardly moves the layers that the prediction shares with it.', min: 1e-5, max: 1, step: 1e-5, scale: 'log', default: 0.001 }),
  real('objective.offsetNoise', false, { label: 'Offset noise', help: 'Noise that shifts each colour of a whole picture alike, so that the model learns brightness too; 0.1 is usual, 0 is none.', min: 0, max: 1, step: 0.01, scale: 'linear', default: 0 }),
  onOff('objective.selfConditioning', true, { label: 'Self-conditioning', help: 'Shows the network its last estimate of the clean data, half of the time while training, which needs one more call; samples get better, each call a little dearer.', default: false }),
];
