/** Reads from an untrusted recipe what the network learns and how. */
import { Fields, shown, type Problem } from './fields.ts';
import { parseShare } from './lists.ts';
import {
  boundVariances, densities, lambdas, learningRateDecays, losses, muonScales, optimizerKinds, predictions, timestepDraws, variances, weightings,
} from './names.ts';
import { optimizerDefaults } from './optimizerDefaults.ts';
import { numberOption } from './options.ts';
import type { ObjectiveRecipe, OptimizerRecipe, TrainingRecipe } from './recipe.ts';

/** Most averages beside the first. */
export const MOST_FURTHER_EMAS = 2;

export function parseObjective(value: unknown, problems: Problem[], images: boolean): ObjectiveRecipe {
  const fields = new Fields(value, 'objective', problems, images);
  const weighting = fields.choice('weighting', weightings);
  const objective: ObjectiveRecipe = {
    prediction: fields.choice('prediction', predictions),
    loss: fields.choice('loss', losses),
    huberDelta: fields.number('huberDelta'),
    pseudoHuberDelta: fields.number('pseudoHuberDelta'),
    weighting,
    boundVariance: fields.choice('boundVariance', boundVariances),
    lambda: fields.choice('lambda', lambdas),
    minSnrGamma: fields.number('minSnrGamma'),
    softMinSnrGamma: fields.number('softMinSnrGamma'),
    p2K: fields.number('p2K'),
    p2Gamma: fields.number('p2Gamma'),
    share: parseShare(fields, weighting === 'hand-drawn'),
    density: fields.choice('density', densities),
    logNormalMean: fields.number('logNormalMean'),
    logNormalStd: fields.number('logNormalStd'),
    logitNormalMean: fields.number('logitNormalMean'),
    logitNormalStd: fields.number('logitNormalStd'),
    uniformShare: fields.number('uniformShare'),
    draws: fields.choice('draws', timestepDraws),
    variance: fields.choice('variance', variances),
    hybridWeight: fields.number('hybridWeight'),
    offsetNoise: fields.number('offsetNoise'),
    selfConditioning: fields.switch('selfConditioning'),
  };
  fields.end();
  return objective;
}

export function parseOptimizer(value: unknown, problems: Problem[], images: boolean): OptimizerRecipe {
  const fields = new Fields(value, 'optimizer', problems, images);
  const kind = fields.choice('kind', optimizerKinds);
  const own = optimizerDefaults(kind);
  const optimizer: OptimizerRecipe = {
    kind,
    learningRate: fields.number('learningRate', own.learningRate),
    beta1: fields.number('beta1', own.beta1),
    beta2: fields.number('beta2', own.beta2),
    epsilon: fields.number('epsilon', own.epsilon),
    weightDecay: fields.number('weightDecay'),
    clipNorm: fields.number('clipNorm'),
    warmupSteps: fields.number('warmupSteps'),
    momentum: fields.number('momentum', own.momentum),
    nesterov: fields.switch('nesterov', own.nesterov),
    smoothing: fields.number('smoothing'),
    centred: fields.switch('centred'),
    initialAccumulator: fields.number('initialAccumulator'),
    muonScale: fields.choice('muonScale', muonScales),
    decay: fields.choice('decay', learningRateDecays),
    cycleRise: fields.number('cycleRise'),
  };
  fields.end();
  return optimizer;
}

export function parseTraining(value: unknown, problems: Problem[], images: boolean): TrainingRecipe {
  const fields = new Fields(value, 'training', problems, images);
  const training: TrainingRecipe = {
    steps: fields.number('steps'), batch: fields.number('batch'), accumulate: fields.number('accumulate'), labelDropout: fields.number('labelDropout'),
    emaDecay: fields.number('emaDecay'), furtherEmas: parseFurtherEmas(fields), seed: fields.number('seed'),
  };
  fields.end();
  return training;
}

function parseFurtherEmas(fields: Fields): readonly number[] {
  const value = fields.raw('furtherEmas');
  if (value === undefined) return [];
  const { min, max } = numberOption('training.emaDecay');
  const isDecay = (one: unknown): one is number => typeof one === 'number' && one >= min && one <= max;
  if (Array.isArray(value) && value.length <= MOST_FURTHER_EMAS && value.every(isDecay)) return value.filter(isDecay);
  fields.problem(fields.at('furtherEmas'), `${fields.at('furtherEmas')} is ${shown(value)}; it takes a list of at most ${MOST_FURTHER_EMAS} decays from ${min} to ${max}.`);
  return [];
}
