/** Options of the optimizer and of training. */
import { CYCLE_RISE } from './learningRate.ts';
import { choice, onOff, type Option, real, seed, whole } from './optionKinds.ts';

export const optimizerOptions: readonly Option[] = [
  choice('optimizer.kind', true, {
    label: 'Optimizer', help: 'How gradients become changes of the weights.', default: 'adamw',
    choices: [
      { value: 'adamw', label: 'AdamW', help: 'Adam with decoupled weight decay.' },
      { value: 'adam', label: 'Adam', help: 'Steps along the mean of past gradients, divided by their size, weight by weight.' },
      { value: 'sgd', label: 'SGD', help: 'Steps against the gradient, with momentum: the simplest, and picky about the learning rate.' },
      { value: 'rmsprop', label: 'RMSProp', help: 'Steps against the gradient, divided by its usual size, weight by weight.' },
      { value: 'adagrad', label: 'Adagrad', help: 'Divides by the size of all gradients so far, so that steps only ever get shorter.' },
      { value: 'lion', label: 'Lion', help: 'Every weight moves by the learning rate, up or down, as the sign of its momentum says; takes a small learning rate.' },
      { value: 'muon', label: 'Muon', help: 'Turns the momentum of each weight matrix into an orthogonal one, so that all its directions move alike; the rest is left to AdamW.' },
    ],
  }),
  real('optimizer.learningRate', false, { label: 'Learning rate', help: 'How far each step moves the weights; too high makes the loss jump, too low makes it crawl.', min: 1e-6, max: 0.1, step: 1e-6, scale: 'log', default: 2e-3, pictures: { default: 1e-3 } }),
  real('optimizer.beta1', true, { label: 'beta 1', help: 'How long the optimizer remembers the direction of past gradients; for Lion, how much of what it remembers goes into each step.', min: 0, max: 0.999, step: 0.001, scale: 'linear', default: 0.9 }),
  real('optimizer.beta2', true, { label: 'beta 2', help: 'How long the optimizer remembers the size of past gradients; for Lion, their direction.', min: 0, max: 0.99999, step: 0.0001, scale: 'linear', default: 0.999 }),
  real('optimizer.epsilon', true, { label: 'epsilon', help: 'Added to the gradient\'s size before dividing by it, so that tiny gradients do not blow up.', min: 1e-12, max: 0.1, step: 1e-12, scale: 'log', default: 1e-8 }),
  real('optimizer.weightDecay', true, { label: 'Weight decay', help: 'How strongly weights are pulled towards zero: by AdamW, Lion and Muon beside their step, times the learning rate; by the others within the gradient.', min: 0, max: 1, step: 0.001, scale: 'linear', default: 0 }),
  real('optimizer.clipNorm', true, { label: 'Gradient clipping', help: 'Gradients longer than this are shortened to it; 0 switches clipping off.', min: 0, max: 100, step: 0.1, scale: 'linear', default: 1 }),
  whole('optimizer.warmupSteps', false, { label: 'Warm-up', unit: 'steps', help: 'Steps over which the learning rate rises from 0 at the start.', min: 0, max: 10_000, step: 10, scale: 'linear', default: 100 }),
  real('optimizer.momentum', true, { label: 'Momentum', help: 'How much of the last step goes on into the next; for SGD, RMSProp and Muon.', min: 0, max: 0.999, step: 0.01, scale: 'linear', default: 0.9 }),
  onOff('optimizer.nesterov', true, { label: 'Nesterov', help: 'Looks ahead along the momentum before stepping; for SGD and Muon.', default: false }),
  real('optimizer.smoothing', true, { label: 'Smoothing', help: 'How long RMSProp remembers the size of gradients.', min: 0, max: 0.9999, step: 0.001, scale: 'linear', default: 0.99 }),
  onOff('optimizer.centred', true, { label: 'Centred', help: 'RMSProp divides by how much gradients vary round their mean, not by their size.', default: false }),
  real('optimizer.initialAccumulator', true, { label: 'First sum', help: 'What the sum of squared gradients of Adagrad begins with; above 0 it keeps the first steps small.', min: 0, max: 10, step: 0.01, scale: 'linear', default: 0 }),
  choice('optimizer.muonScale', true, {
    label: 'Size of steps', help: 'How long the orthogonal steps of Muon are.', default: 'adamw',
    choices: [
      { value: 'adamw', label: 'As AdamW', help: "Of the size of AdamW's steps, for the same learning rates." },
      { value: 'spectral', label: 'Spectral', help: 'All singular values alike and near 1, larger where a layer widens, for learning rates about 0.02.' },
    ],
  }),
  choice('optimizer.decay', false, {
    label: 'Rate over time', help: 'What happens to the learning rate after the warm-up.', default: 'cosine',
    choices: [
      { value: 'constant', label: 'Constant', help: 'It stays.' },
      { value: 'cosine', label: 'Cosine', help: 'It falls along a cosine to a hundredth at the last training step, which settles the weights.' },
      { value: 'linear', label: 'Linear', help: 'It falls evenly to a hundredth at the last training step.' },
      { value: 'exponential', label: 'Exponential', help: 'It falls by the same factor at every step, to a hundredth at the last.' },
      { value: 'one-cycle', label: 'One cycle', help: 'It rises from a twenty-fifth and falls to nearly nothing, without a warm-up: high rates in the middle.' },
    ],
  }),
  real('optimizer.cycleRise', false, { label: 'Rise of the cycle', unit: 'of the steps', help: 'Share of the training steps in which a one-cycle rises.', min: 0.01, max: 0.99, step: 0.01, scale: 'linear', default: CYCLE_RISE }),
];

export const trainingOptions: readonly Option[] = [
  whole('training.steps', true, { label: 'Steps', help: 'Training pauses by itself after this many steps and may be continued.', min: 1, max: 1_000_000, step: 100, scale: 'log', default: 3000 }),
  whole('training.batch', false, { label: 'Batch size', unit: 'points', help: 'Points looked at in each step; more make steadier but slower steps.', min: 1, max: 16_384, step: 1, scale: 'log', default: 512,
    pictures: { unit: 'pictures', help: 'Pictures looked at at once; more make steadier but slower steps.', max: 1024, default: 32 } }),
  whole('training.accumulate', true, { label: 'Batches per step', help: 'The gradients of this many batches are averaged for one step: a large batch in little memory.', min: 1, max: 64, step: 1, scale: 'linear', default: 1 }),
  real('training.labelDropout', true, { label: 'Hidden classes', unit: 'of the pictures', help: 'Share of the pictures whose class is hidden while training, so that the model can also draw without one; guidance needs some.', min: 0, max: 0.5, step: 0.05, scale: 'linear', default: 0.1 }),
  real('training.emaDecay', false, { label: 'EMA decay', help: 'Samples come from a running average of the weights: nearer to 1 averages over more steps, 0 switches it off.', min: 0, max: 0.99999, step: 0.0001, scale: 'linear', default: 0.99, pictures: { default: 0.995 } }),
  seed('training.seed', true, 'Fixes the first weights and every random number of training: the same seed gives the same run.'),
];
