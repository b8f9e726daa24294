/** Which options count beside the others of a recipe, and what a newly chosen kind begins with: for controls. */
import { type SettingName, settingNames } from '../diffusion/samplerSettings.ts';
import { type SamplerName, samplerEntry } from '../diffusion/samplerTable.ts';
import { BETA_DEFAULTS, SHAPE_DEFAULTS, shapeDefault, shapeOf } from '../diffusion/scheduleSettings.ts';
import { optimizerDefaults, usesOptimizerField } from './optimizerDefaults.ts';
import { numberOption, optionAt } from './options.ts';
import type { OptimizerName, OptimizerRecipe, Recipe, SamplingRecipe, ScheduleKind, ScheduleRecipe } from './recipe.ts';
import { isImageData } from './recipeKind.ts';

/** Options of the objective that belong to one answer of another. */
const objectiveOwners: Readonly<Record<string, readonly [keyof Recipe['objective'], string]>> = {
  huberDelta: ['loss', 'huber'], pseudoHuberDelta: ['loss', 'pseudo-huber'],
  boundVariance: ['weighting', 'bound'], lambda: ['weighting', 'score-matching'], minSnrGamma: ['weighting', 'min-snr'], softMinSnrGamma: ['weighting', 'soft-min-snr'],
  p2K: ['weighting', 'p2'], p2Gamma: ['weighting', 'p2'], share: ['weighting', 'hand-drawn'],
  logNormalMean: ['density', 'log-normal'], logNormalStd: ['density', 'log-normal'], logitNormalMean: ['density', 'logit-normal'], logitNormalStd: ['density', 'logit-normal'],
  uniformShare: ['density', 'importance'], hybridWeight: ['variance', 'learned'],
};
const forPicturesOnly: readonly string[] = ['offsetNoise'];

/** Whether an option changes anything for this recipe, given its other choices. @param path for instance `schedule.rho` or `sampling.churn` */
export function isRelevant(path: string, recipe: Recipe): boolean {
  const [group = '', field = ''] = path.replace(/^sampling\.schedule\./, 'schedule.').split('.');
  const schedule = path.startsWith('sampling.schedule.') ? recipe.sampling.schedule ?? recipe.schedule : recipe.schedule;
  switch (group) {
    // Steps take only the noise levels of another schedule; x stays in the coordinates of the trained one.
    case 'schedule': return !(field === 'sigmaData' && path.startsWith('sampling.')) && isRelevantToSchedule(field, schedule, recipe);
    case 'objective': {
      const owner = objectiveOwners[field];
      if (owner) return recipe.objective[owner[0]] === owner[1];
      return !forPicturesOnly.includes(field) || isImageData(recipe.data);
    }
    case 'optimizer': return isRelevantToOptimizer(field, recipe.optimizer);
    case 'sampling': return isRelevantToSampling(field, recipe);
    default: return true;
  }
}

function isRelevantToSchedule(field: string, { kind }: ScheduleRecipe, { objective }: Recipe): boolean {
  switch (field) {
    case 'betaStart':
    case 'betaEnd': return BETA_DEFAULTS[kind] !== undefined;
    case 'space':
    case 'points': return kind === 'hand-drawn';
    case 'zeroTerminalSnr': return kind !== 'variance-exploding' && kind !== 'flow';
    case 'sigmaData': return kind === 'edm' || objective.prediction === 'edm' || objective.weighting === 'edm';
    case 'kind':
    case 'timesteps': return true;
    default: return shapeOf(kind).some((name) => name === field);
  }
}

function isRelevantToOptimizer(field: string, { kind, decay }: OptimizerRecipe): boolean {
  if (field === 'warmupSteps') return decay !== 'one-cycle';
  if (field === 'cycleRise') return decay === 'one-cycle';
  const known = optimizerFields.find((one) => one === field);
  return known === undefined || usesOptimizerField(kind, known);
}

const optimizerFields: readonly (keyof OptimizerRecipe)[] = ['beta1', 'beta2', 'epsilon', 'momentum', 'nesterov', 'smoothing', 'centred', 'initialAccumulator', 'muonScale'];

function isRelevantToSampling(field: string, { sampling, data, training }: Recipe): boolean {
  const setting = settingNames.find((name) => name === field);
  if (setting) return samplerEntry(sampling.sampler).settings.includes(setting);
  const conditional = isImageData(data) && data.conditional;
  switch (field) {
    case 'gridRho': return sampling.spacing === 'karras';
    case 'places': return sampling.spacing === 'hand-placed';
    case 'label':
    case 'guidance': return conditional;
    case 'guidanceRescale':
    case 'guidanceFrom':
    case 'guidanceTo': return conditional && sampling.guidance !== 1 && sampling.label !== 'none';
    case 'clipValue': return sampling.clip !== 'none';
    case 'clipQuantile': return sampling.clip === 'dynamic';
    case 'weights': return training.emaDecay > 0 || training.furtherEmas.length > 0;
    default: return true;
  }
}

/** The default of a sampler's setting: its own, else that of the setting. */
export function settingDefault(sampler: SamplerName, name: SettingName): number | string {
  const option = optionAt(`sampling.${name}`);
  if (option.kind !== 'number' && option.kind !== 'choice') throw new Error(`The setting ${name} of samplers is neither a number nor a choice.`);
  return samplerEntry(sampler).defaults[name] ?? option.default;
}

/** Whether a spacing takes timesteps of the table, of which there may be no more steps than there are. */
export function isOfTimesteps(spacing: SamplingRecipe['spacing']): boolean {
  return spacing === 'trailing' || spacing === 'leading' || spacing === 'linspace' || spacing === 'hand-placed';
}

/** Sampling with another sampler: what is left to the sampler is left to the new one. */
export function samplingWith(sampler: SamplerName, sampling: SamplingRecipe): SamplingRecipe {
  return sampler === sampling.sampler ? sampling : { ...sampling, sampler, eta: null, order: null };
}

/** A schedule of another kind with the numbers that usually go with it; T, the drawn points and sigma_data stay. */
export function scheduleOfKind(kind: ScheduleKind, schedule: ScheduleRecipe): ScheduleRecipe {
  const [betaStart, betaEnd] = BETA_DEFAULTS[kind] ?? [schedule.betaStart, schedule.betaEnd];
  const { rho, laplaceMean, laplaceScale, shift } = SHAPE_DEFAULTS;
  return {
    ...schedule, kind, betaStart, betaEnd, rho, laplaceMean, laplaceScale, shift, sigmaMin: shapeDefault(kind, 'sigmaMin'), sigmaMax: shapeDefault(kind, 'sigmaMax'),
    zeroTerminalSnr: schedule.zeroTerminalSnr && kind !== 'variance-exploding',
  };
}

/** An optimizer of another kind with the numbers that usually go with it; clipping, warm-up and decay stay. @param pictures whether the recipe is on pictures */
export function optimizerOfKind(kind: OptimizerName, optimizer: OptimizerRecipe, pictures: boolean): OptimizerRecipe {
  const usual = (field: 'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'momentum' | 'smoothing' | 'initialAccumulator'): number => numberOption(`optimizer.${field}`, pictures).default;
  return {
    ...optimizer, kind, learningRate: usual('learningRate'), beta1: usual('beta1'), beta2: usual('beta2'), epsilon: usual('epsilon'), momentum: usual('momentum'),
    smoothing: usual('smoothing'), initialAccumulator: usual('initialAccumulator'), nesterov: false, centred: false, muonScale: 'adamw', ...optimizerDefaults(kind),
  };
}
