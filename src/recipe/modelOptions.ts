/** Options of a recipe's network. */
import { choice, type Option, real, whole } from './optionKinds.ts';

export const mlpOptions: readonly Option[] = [
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

export const unetOptions: readonly Option[] = [
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
