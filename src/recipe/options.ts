/** Every option of a recipe, described once: controls, defaults, validation, help and the need for a restart derive from here. */
import { LONGEST_WORD } from '../data/strokeFont.ts';
import { TIMESTEPS_RANGE } from '../diffusion/schedules.ts';

interface Described {
  /** Path in the recipe, for instance `model.width`. */
  path: string;
  label: string;
  /** One sentence for people: what it does. */
  help: string;
  /** Whether a running model must start again from step 0 before a change counts. */
  restart: boolean;
}

export interface NumberOption extends Described {
  kind: 'number';
  unit?: string;
  min: number;
  max: number;
  /** Step of a control. */
  step: number;
  /** Where only multiples of a number will do. */
  multipleOf?: number;
  integer: boolean;
  scale: 'linear' | 'log';
  default: number;
  /** What is different for recipes on pictures. */
  pictures?: Partial<Pick<NumberOption, 'label' | 'unit' | 'help' | 'min' | 'max' | 'step' | 'default'>>;
}

export interface Choice { value: string; label: string; help: string }
export interface ChoiceOption extends Described { kind: 'choice'; choices: readonly Choice[]; default: string }
export interface SwitchOption extends Described { kind: 'switch'; default: boolean }
export interface TextOption extends Described { kind: 'text'; maxLength: number; default: string }
export type Option = NumberOption | ChoiceOption | SwitchOption | TextOption;

type Short<T extends Option> = Omit<T, 'kind' | 'path' | 'restart'>;
const number = (path: string, restart: boolean, rest: Short<NumberOption>): NumberOption => ({ kind: 'number', path, restart, ...rest });
const whole = (path: string, restart: boolean, rest: Omit<Short<NumberOption>, 'integer'>): NumberOption => number(path, restart, { ...rest, integer: true });
const real = (path: string, restart: boolean, rest: Omit<Short<NumberOption>, 'integer'>): NumberOption => number(path, restart, { ...rest, integer: false });
const choice = (path: string, restart: boolean, rest: Short<ChoiceOption>): ChoiceOption => ({ kind: 'choice', path, restart, ...rest });
const seed = (path: string, restart: boolean, help: string): NumberOption =>
  whole(path, restart, { label: 'Seed', help, min: 0, max: 2 ** 32 - 1, step: 1, scale: 'linear', default: 1 });

const data: readonly Option[] = [
  choice('data.kind', true, {
    label: 'Data', help: 'What the model learns to draw: a cloud of points in the plane, or pictures.', default: 'eight-gaussians',
    choices: [
      { value: 'eight-gaussians', label: 'Eight Gaussians', help: 'Eight round clouds on a circle.' },
      { value: 'two-moons', label: 'Two moons', help: 'Two half circles that reach into each other.' },
      { value: 'swiss-roll', label: 'Swiss roll', help: 'One spiral that grows outwards.' },
      { value: 'checkerboard', label: 'Checkerboard', help: 'Every other square of a board, with sharp edges.' },
      { value: 'spiral', label: 'Spiral', help: 'Two spiral arms.' },
      { value: 'rings', label: 'Rings', help: 'Circles inside one another.' },
      { value: 'pinwheel', label: 'Pinwheel', help: 'Blades bent round a centre.' },
      { value: 's-curve', label: 'S-curve', help: 'A band in the shape of an S.' },
      { value: 'word', label: 'A word', help: 'The letters of a word you type.' },
      { value: 'drawing', label: 'A drawing', help: 'Strokes you draw with mouse or finger.' },
      { value: 'points', label: 'Your points', help: 'Points from a CSV file of yours.' },
      { value: 'shapes', label: 'Shapes', help: 'Circles, squares, stars and other geometric shapes.' },
      { value: 'digits', label: 'Digits', help: 'Handwritten digits from 0 to 9, drawn from stroke skeletons.' },
      { value: 'creatures', label: 'Creatures', help: 'Little pixel-art creatures with mirror symmetry.' },
      { value: 'textures', label: 'Textures', help: 'Stripes, checks, spots and gradients.' },
      { value: 'phantoms', label: 'Phantoms', help: 'Cross-sections of heads made of ellipses, as used to test medical imaging.' },
      { value: 'letters', label: 'Letters', help: 'Letters or short words in the fonts of this machine.' },
      { value: 'images', label: 'Your pictures', help: 'Pictures from files of yours; they stay on this computer.' },
    ],
  }),
  whole('data.count', true, { label: 'Data points', help: 'How many points the data set has; training draws its batches from them.', min: 100, max: 200_000, step: 100, scale: 'log', default: 50_000,
    pictures: { label: 'Pictures', help: 'How many pictures there are at most; training draws its batches from them.', min: 1, max: 100_000, default: 6000 } }),
  seed('data.seed', true, 'Another seed draws other data of the same kind.'),
  { kind: 'text', path: 'data.text', restart: true, label: 'Word', help: 'The letters whose ink the points are drawn from.', maxLength: LONGEST_WORD, default: 'hello' },
  real('data.penWidth', true, { label: 'Pen width', unit: 'of the square', help: 'How wide the strokes of a drawing are, as a fraction of the drawing square.', min: 0.005, max: 0.2, step: 0.005, scale: 'linear', default: 0.03 }),
  { kind: 'text', path: 'data.name', restart: false, label: 'Name of the data', help: 'Shown beside data from files, usually the name of the file.', maxLength: 200, default: 'my files' },
];

const pictures: readonly Option[] = [
  { kind: 'text', path: 'data.words', restart: true, label: 'Letters or words', help: 'What is written, with spaces between: each letter or word becomes a class.', maxLength: 400, default: 'A B C D E F' },
  { kind: 'text', path: 'data.source', restart: true, label: 'Fingerprint of the files', help: 'Tells the opened files from others.', maxLength: 100, default: 'none' },
  choice('data.crop', true, {
    label: 'Crop', help: 'How pictures that are not square become square.', default: 'centre',
    choices: [
      { value: 'centre', label: 'Centre', help: 'What is too long is cut off on both sides.' },
      { value: 'fit', label: 'Fit', help: 'All of it is kept; bars fill the rest.' },
    ],
  }),
  whole('data.size', true, { label: 'Size', unit: 'pixels', help: 'Width and height of the pictures; twice the size is about four times the work.', min: 8, max: 64, step: 4, multipleOf: 4, scale: 'linear', default: 16 }),
  choice('data.colour', true, {
    label: 'Colour', help: 'Whether the model paints in grey or in colour.', default: 'grey',
    choices: [
      { value: 'grey', label: 'Grey', help: 'One channel of brightness.' },
      { value: 'colour', label: 'Colour', help: 'Three channels: red, green and blue.' },
    ],
  }),
  choice('data.range', true, {
    label: 'Value range', help: 'The numbers in which the model sees brightness.', default: 'symmetric',
    choices: [
      { value: 'symmetric', label: '−1 to 1', help: 'Black is −1 and white is 1, as in most diffusion models.' },
      { value: 'unit', label: '0 to 1', help: 'Black is 0 and white is 1; the noise then weighs more against the picture.' },
      { value: 'standardised', label: 'Standardised', help: 'Shifted and scaled so that all training pictures together have mean 0 and variance 1.' },
    ],
  }),
  { kind: 'switch', path: 'data.mirror', restart: true, label: 'Mirror', help: 'Shows half of the pictures mirrored left to right, which doubles the data; not for digits and letters.', default: false },
  whole('data.shift', true, { label: 'Shift', unit: 'pixels', help: 'Moves each picture at random by up to this many pixels, which varies the data.', min: 0, max: 8, step: 1, scale: 'linear', default: 0 }),
  real('data.heldOut', true, { label: 'Held out', unit: 'of the pictures', help: 'Share of the pictures that is never trained on, for honest tests afterwards.', min: 0, max: 0.5, step: 0.01, scale: 'linear', default: 0.1 }),
  { kind: 'switch', path: 'data.conditional', restart: true, label: 'Learn the classes', help: 'Tells the model the class of each picture, so that you can ask for one class later.', default: true },
];

const schedule: readonly Option[] = [
  choice('schedule.kind', false, {
    label: 'Schedule', help: 'How the noise grows from timestep 0 (clean) to the last one (noise).', default: 'cosine',
    choices: [
      { value: 'linear', label: 'Linear', help: 'Betas grow evenly, as in the first DDPM paper.' },
      { value: 'scaled-linear', label: 'Scaled linear', help: 'Square roots of the betas grow evenly, as in Stable Diffusion.' },
      { value: 'cosine', label: 'Cosine', help: 'The signal falls like a squared cosine: gentle at both ends.' },
      { value: 'sigmoid', label: 'Sigmoid', help: 'The betas follow an S-shaped curve.' },
      { value: 'hand-drawn', label: 'Hand-drawn', help: 'A smooth curve through points that you place.' },
    ],
  }),
  whole('schedule.timesteps', false, { label: 'Timesteps T', help: 'How many noise levels lie between the data and pure noise.', min: TIMESTEPS_RANGE[0], max: TIMESTEPS_RANGE[1], step: 1, scale: 'log', default: 200 }),
  real('schedule.betaStart', false, { label: 'First beta', help: 'Variance of the noise added at the first timestep, as it is at T = 1000; for the linear, scaled linear and sigmoid schedules.', min: 1e-6, max: 0.5, step: 1e-5, scale: 'log', default: 1e-4 }),
  real('schedule.betaEnd', false, { label: 'Last beta', help: 'Variance of the noise added at the last timestep, as it is at T = 1000; for the linear, scaled linear and sigmoid schedules.', min: 1e-6, max: 0.999, step: 1e-4, scale: 'log', default: 0.02 }),
  { kind: 'switch', path: 'schedule.zeroTerminalSnr', restart: false, label: 'Zero terminal SNR', help: 'Rescales the curve so that no signal at all is left at the last timestep; needs v- or x0-prediction.', default: false },
  choice('schedule.space', false, {
    label: 'Drawn in', help: 'What the height of a hand-drawn point means.', default: 'log-snr',
    choices: [
      { value: 'log-snr', label: 'log-SNR', help: 'Logarithm of signal power over noise power.' },
      { value: 'alpha-bar', label: 'alpha_bar', help: 'Share of the signal in the variance, from 1 (clean) to 0 (noise).' },
    ],
  }),
];

const model: readonly Option[] = [
  choice('model.kind', true, { label: 'Model', help: 'The kind of network.', default: 'mlp', choices: [
    { value: 'mlp', label: 'Residual MLP', help: 'For points: layers that each add a correction to what came in.' },
    { value: 'unet2d', label: 'U-Net', help: 'For pictures: convolutions that look at the picture at several sizes, from fine to coarse and back.' },
  ] }),
  whole('model.width', true, { label: 'Width', unit: 'units', help: 'Hidden units in each layer; twice the width is about four times the work.', min: 16, max: 256, step: 16, multipleOf: 16, scale: 'linear', default: 64 }),
  whole('model.depth', true, { label: 'Depth', unit: 'layers', help: 'Number of residual layers, one after the other.', min: 1, max: 8, step: 1, scale: 'linear', default: 3 }),
  whole('model.fourierFeatures', true, { label: 'Fourier features', help: 'Number of random waves of (x, y) that the network sees beside the position; more show it finer detail.', min: 1, max: 64, step: 1, scale: 'log', default: 16 }),
  real('model.fourierScale', true, { label: 'Fourier scale', unit: 'cycles', help: 'How fast the waves wiggle, in cycles per unit of the standardised data: low is smooth, high is detailed and noisy.', min: 0.01, max: 10, step: 0.01, scale: 'log', default: 0.6 }),
  whole('model.timeEmbedding', true, { label: 'Time embedding', unit: 'numbers', help: 'How many sines and cosines tell the network the timestep; an even number.', min: 2, max: 64, step: 2, multipleOf: 2, scale: 'linear', default: 32 }),
];

const unet: readonly Option[] = [
  whole('model.layersPerBlock', true, { label: 'Layers per size', unit: 'layers', help: 'Residual layers at each picture size on the way down, one more on the way up.', min: 1, max: 4, step: 1, scale: 'linear', default: 1 }),
  whole('model.headChannels', true, { label: 'Channels per head', help: 'Each attention head compares places by this many numbers.', min: 4, max: 64, step: 4, multipleOf: 4, scale: 'linear', default: 16 }),
  whole('model.normGroups', true, { label: 'Norm groups', help: 'Channels are brought to mean 0 and variance 1 in this many groups; it must divide every number of channels.', min: 1, max: 32, step: 1, scale: 'linear', default: 8 }),
  real('model.dropout', true, { label: 'Dropout', unit: 'of the values', help: 'Share of the values that is set to zero at random while training, against learning by heart.', min: 0, max: 0.5, step: 0.05, scale: 'linear', default: 0 }),
  choice('model.storage', true, {
    label: 'Storage', help: 'How finely activations are kept in GPU memory; sums, gradients and weights are 32 bit always.', default: 'f32',
    choices: [
      { value: 'f32', label: '32 bit', help: 'Full precision, on every device.' },
      { value: 'f16', label: '16 bit', help: 'About half the memory for activations, on devices that have 16-bit floats.' },
    ],
  }),
];

const objective: readonly Option[] = [
  choice('objective.prediction', true, {
    label: 'Prediction', help: 'What the network is asked for when it sees a noisy point.', default: 'v',
    choices: [
      { value: 'epsilon', label: 'epsilon', help: 'The noise that was added.' },
      { value: 'x0', label: 'x0', help: 'The clean point.' },
      { value: 'v', label: 'v', help: 'A mixture of both that is well scaled at every noise level.' },
    ],
  }),
  choice('objective.loss', true, { label: 'Loss', help: 'How a wrong answer is measured.', default: 'mse', choices: [{ value: 'mse', label: 'Squared error', help: 'Mean of the squared differences.' }] }),
  choice('objective.weighting', true, { label: 'Weighting', help: 'How much each noise level counts in the loss.', default: 'simple', choices: [{ value: 'simple', label: 'Equal', help: 'Every timestep counts the same.' }] }),
];

const optimizer: readonly Option[] = [
  choice('optimizer.kind', true, { label: 'Optimizer', help: 'How gradients become changes of the weights.', default: 'adamw', choices: [{ value: 'adamw', label: 'AdamW', help: 'Adam with decoupled weight decay.' }] }),
  real('optimizer.learningRate', false, { label: 'Learning rate', help: 'How far each step moves the weights; too high makes the loss jump, too low makes it crawl.', min: 1e-6, max: 0.1, step: 1e-6, scale: 'log', default: 2e-3, pictures: { default: 1e-3 } }),
  real('optimizer.beta1', true, { label: 'beta 1', help: 'How long the optimizer remembers the direction of past gradients.', min: 0, max: 0.999, step: 0.001, scale: 'linear', default: 0.9 }),
  real('optimizer.beta2', true, { label: 'beta 2', help: 'How long the optimizer remembers the size of past gradients.', min: 0, max: 0.99999, step: 0.0001, scale: 'linear', default: 0.999 }),
  real('optimizer.epsilon', true, { label: 'epsilon', help: 'Added to the gradient\'s size before dividing by it, so that tiny gradients do not blow up.', min: 1e-12, max: 0.1, step: 1e-12, scale: 'log', default: 1e-8 }),
  real('optimizer.weightDecay', true, { label: 'Weight decay', help: 'How strongly weights are pulled towards zero at each step, times the learning rate.', min: 0, max: 1, step: 0.001, scale: 'linear', default: 0 }),
  real('optimizer.clipNorm', true, { label: 'Gradient clipping', help: 'Gradients longer than this are shortened to it; 0 switches clipping off.', min: 0, max: 1000, step: 0.1, scale: 'linear', default: 1 }),
  whole('optimizer.warmupSteps', true, { label: 'Warm-up', unit: 'steps', help: 'Steps over which the learning rate rises from 0 at the start.', min: 0, max: 100_000, step: 10, scale: 'linear', default: 100 }),
  choice('optimizer.decay', true, {
    label: 'Learning rate over time', help: 'What happens to the learning rate after the warm-up.', default: 'cosine',
    choices: [
      { value: 'constant', label: 'Constant', help: 'It stays.' },
      { value: 'cosine', label: 'Cosine', help: 'It falls along a cosine to a hundredth at the last training step, which settles the weights.' },
    ],
  }),
];

const training: readonly Option[] = [
  whole('training.steps', true, { label: 'Steps', help: 'Training pauses by itself after this many steps and may be continued.', min: 1, max: 1_000_000, step: 100, scale: 'log', default: 3000 }),
  whole('training.batch', false, { label: 'Batch size', unit: 'points', help: 'Points looked at in each step; more make steadier but slower steps.', min: 1, max: 16_384, step: 1, scale: 'log', default: 512,
    pictures: { unit: 'pictures', help: 'Pictures looked at at once; more make steadier but slower steps.', max: 1024, default: 32 } }),
  whole('training.accumulate', true, { label: 'Batches per step', help: 'Gradients of this many batches are added up for one step: a large batch in little memory.', min: 1, max: 64, step: 1, scale: 'linear', default: 1 }),
  real('training.labelDropout', true, { label: 'Hidden classes', unit: 'of the pictures', help: 'Share of the pictures whose class is hidden while training, so that the model can also draw without one; guidance needs some.', min: 0, max: 0.5, step: 0.05, scale: 'linear', default: 0.1 }),
  real('training.emaDecay', false, { label: 'EMA decay', help: 'Samples come from a running average of the weights: nearer to 1 averages over more steps, 0 switches it off.', min: 0, max: 0.99999, step: 0.0001, scale: 'linear', default: 0.99, pictures: { default: 0.995 } }),
  seed('training.seed', true, 'Fixes the first weights and every random number of training: the same seed gives the same run.'),
];

const sampling: readonly Option[] = [
  choice('sampling.sampler', false, {
    label: 'Sampler', help: 'How noise is turned into samples.', default: 'ddim',
    choices: [
      { value: 'ddpm', label: 'DDPM', help: 'Adds fresh noise at every step.' },
      { value: 'ddim', label: 'DDIM', help: 'Without noise unless eta is above 0; good with few steps.' },
    ],
  }),
  whole('sampling.steps', false, { label: 'Sampling steps', help: 'Calls of the model from noise to sample; at most the number of timesteps.', min: 1, max: TIMESTEPS_RANGE[1], step: 1, scale: 'log', default: 50 }),
  real('sampling.eta', false, { label: 'eta', help: 'Fresh noise in each DDIM step: 0 is none, so that the start fixes the end, 1 is as much as DDPM.', min: 0, max: 1, step: 0.01, scale: 'linear', default: 0 }),
  seed('sampling.seed', false, 'Fixes the noise that sampling starts from.'),
  whole('sampling.count', false, { label: 'Samples', unit: 'points', help: 'How many points are sampled and shown.', min: 1, max: 20_000, step: 1, scale: 'log', default: 1000,
    pictures: { unit: 'pictures', help: 'How many pictures are sampled and shown.', max: 400, default: 40 } }),
  real('sampling.guidance', false, { label: 'Guidance', help: 'Pushes samples towards their class (classifier-free guidance): 1 is none, 2 to 4 makes them more typical and less varied.', min: 0, max: 10, step: 0.1, scale: 'linear', default: 1 }),
];

const name: Option = { kind: 'text', path: 'name', restart: false, label: 'Name', help: 'What this recipe is called.', maxLength: 100, default: 'my recipe' };

/** All options, in the order in which people read them. */
export const options: readonly Option[] = [name, ...data, ...pictures, ...schedule, ...model, ...unet, ...objective, ...optimizer, ...training, ...sampling];

const byPath = new Map(options.map((option) => [option.path, option]));

/**
 * The option at a path. The schedule of a detached sampler (`sampling.schedule.…`) has the options of `schedule.…`.
 * @throws when there is none
 */
export function optionAt(path: string): Option {
  const option = byPath.get(path.replace(/^sampling\.schedule\./, 'schedule.'));
  if (option === undefined) throw new Error(`The recipe has no option ${path}.`);
  return option;
}

/**
 * The number option at a path.
 * @param forPictures whether it is for a recipe on pictures, where some options have other ranges and words
 * @throws when there is none or it is not a number
 */
export function numberOption(path: string, forPictures = false): NumberOption {
  const option = optionAt(path);
  if (option.kind !== 'number') throw new Error(`The option ${path} is not a number.`);
  return forPictures ? { ...option, ...option.pictures } : option;
}

/** The choice option at a path. @throws when there is none or it is not a choice */
export function choiceOption(path: string): ChoiceOption {
  const option = optionAt(path);
  if (option.kind !== 'choice') throw new Error(`The option ${path} is not a choice.`);
  return option;
}
