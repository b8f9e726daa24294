/** What of a recipe can be run but does not do what it seems to: a sentence each, with what to do about it. What cannot be run is told in combinations.ts. */
import { alphaBar, noiseToSignal } from '../diffusion/noiseTable.ts';
import type { NoiseTable } from '../diffusion/noiseTable.ts';
import { planSpread } from '../diffusion/planSpread.ts';
import { requestedPlan } from '../diffusion/requestedPlan.ts';
import { samplerEntry } from '../diffusion/samplerTable.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { densityChoices, weightingChoices } from '../diffusion/objectiveOptions.ts';
import type { Problem } from './fields.ts';
import { choiceOption } from './options.ts';
import type { Recipe } from './recipe.ts';
import { isImageData } from './recipeKind.ts';

/** A sentence about the field at `path`; nothing is held back for it. */
export type Note = Problem;

/** Above this alpha_bar the missing signal begins to show in samples, as in `checkSchedule`. */
const SIGNAL_LEFT = 0.01;

/** Noise over signal of the cleanest level above which what the last step has to guess is plain to see. */
const NOISE_LEFT = 0.5;

/** More steps are not too long, and their spread takes long to work out. */
const FEW_STEPS = 100;

/** Samples of standard normal data that are so much narrower or wider look wrong. */
const SPREADS = [0.6, 1.4] as const;

/** How far data reach at least, in the units of the model: pictures to 1; few data of standard deviation 1 stay below 2. */
const REACH = { bounded: 1, standardised: 2 } as const;

/** Empty where all does what it seems to. Notes on schedules and objectives by themselves are in diffusion: `checkSchedule`, `checkObjective`. */
export function recipeNotes(recipe: Recipe): Note[] {
  return [...scheduleNotes(recipe), ...objectiveNotes(recipe), ...optimizerNotes(recipe), ...guidanceNotes(recipe), ...samplerNotes(recipe), ...clippingNotes(recipe)];
}

function scheduleNotes({ schedule }: Recipe): Note[] {
  const table = tableOf(schedule);
  const ratio = table ? noiseToSignal(table, 0) : 0;
  if (!(ratio > NOISE_LEFT)) return [];
  return [{
    path: 'schedule',
    message: `The cleanest noise level has ${short(ratio)} times as much noise as signal, and the last step of sampling guesses all that lies below at once: samples come out blurred. Begin with less noise.`,
  }];
}

function objectiveNotes({ objective }: Recipe): Note[] {
  const { weighting, loss, density } = objective;
  if (weighting !== 'bound' && weighting !== 'max-likelihood') return [];
  const name = labelOf(weightingChoices, weighting);
  return [
    ...(loss === 'mse' ? [] : [{
      path: 'objective.loss',
      message: `${name} weights squared errors; with the loss "${labelOf(choiceOption('objective.loss').choices, loss)}" what is trained is no bound on the likelihood. Take the squared error for that.`,
    }]),
    ...(density === 'uniform' || density === 'importance' ? [] : [{
      path: 'objective.density',
      message: `${name} is a bound on the likelihood where every timestep is drawn alike; with the draws "${labelOf(densityChoices, density)}" levels also count by how often they are drawn. Draw uniformly, or by loss, which makes up for it.`,
    }]),
  ];
}

function optimizerNotes({ optimizer: { kind, momentum, nesterov } }: Recipe): Note[] {
  if (!(kind === 'sgd' || kind === 'muon') || !nesterov || momentum > 0) return [];
  return [{ path: 'optimizer.nesterov', message: 'Nesterov looks ahead along the momentum, which is 0, so it changes nothing. Give some momentum, or switch it off.' }];
}

function guidanceNotes({ data, training, sampling }: Recipe): Note[] {
  if (!isImageData(data) || !data.conditional || training.labelDropout > 0) return [];
  const untrained = 'training hides no classes, so the model never learns to draw without one';
  if (sampling.label === 'none') return [{ path: 'sampling.label', message: `Samples without a class are asked for, but ${untrained}. Hide some classes (0.1 is usual), or choose a class.` }];
  if (sampling.guidance === 1) return [];
  return [{ path: 'sampling.guidance', message: `Guidance leads away from what the model draws without a class, but ${untrained}. Hide some classes (0.1 is usual), or set guidance to 1.` }];
}

function samplerNotes(recipe: Recipe): Note[] {
  const { objective, sampling } = recipe;
  const { label, settings } = samplerEntry(sampling.sampler);
  const takesVariance = settings.includes('variance');
  return [
    ...(objective.variance === 'learned' && !(takesVariance && sampling.variance === 'learned') ? [{
      path: takesVariance ? 'sampling.variance' : 'sampling.sampler',
      message: `The model learns a variance, but ${takesVariance ? `${label} is set to the ${sampling.variance} one` : `${label} does not use it`}. Sample by DDPM with the learned variance to see it at work.`,
    }] : []),
    ...(settings.includes('churn') && sampling.churn > 0 && sampling.churnFrom > sampling.churnTo ? [{
      path: 'sampling.churnFrom',
      message: `Churn is added from noise ${sampling.churnFrom} up to ${sampling.churnTo}, which is nowhere, so it changes nothing. Give a lower level to begin with.`,
    }] : []),
    ...stepNotes(recipe),
  ];
}

/** Steps that leave out the noisiest levels of a schedule which itself ends in noise, and steps too long for their sampler. */
function stepNotes({ schedule, objective, sampling }: Recipe): Note[] {
  const trained = tableOf(schedule);
  const stepped = sampling.schedule ? tableOf(sampling.schedule) : trained;
  if (!trained || !stepped || alphaBar(stepped, stepped.timesteps - 1) > SIGNAL_LEFT) return [];
  const plan = attempt(() => requestedPlan(sampling, trained, stepped, objective.variance === 'learned'));
  const first = plan?.calls[0];
  if (!plan || !first) return [];
  const share = first.alpha / Math.hypot(first.alpha, first.sigma);
  if (share ** 2 <= SIGNAL_LEFT) return sampling.steps <= FEW_STEPS ? spreadNotes(sampling, planSpread(plan)) : [];
  return [{
    path: sampling.spacing === 'hand-placed' ? 'sampling.places' : 'sampling.spacing',
    message: `The first step is at a level that has ${Math.round(100 * share)} % of the data's amplitude, but sampling starts from pure noise: samples come out blurred or shifted. Begin at the noisiest level, as trailing steps do.`,
  }];
}

function spreadNotes({ sampler }: Recipe['sampling'], spread: number): Note[] {
  if (spread >= SPREADS[0] && spread <= SPREADS[1]) return [];
  return [{
    path: 'sampling.steps',
    message: `Steps are too long for ${samplerEntry(sampler).label}: of data with standard deviation 1 even a perfect model would make samples of ${short(spread)}. Take more steps, another spacing or another sampler.`,
  }];
}

function clippingNotes({ data, sampling: { clip, clipValue } }: Recipe): Note[] {
  const standardised = !isImageData(data) || data.range === 'standardised';
  if (clip === 'none' || clipValue >= (standardised ? REACH.standardised : REACH.bounded)) return [];
  return [{
    path: 'sampling.clipValue',
    message: `Clipping at ${clipValue} cuts off data too: ${standardised ? 'standardised data reach to about 3' : 'these pictures reach to 1'}. Give that number or a larger one.`,
  }];
}

function tableOf(schedule: Recipe['schedule']): NoiseTable | null {
  return attempt(() => makeNoiseTable(schedule));
}

/** What cannot be made is told by `combinationProblems`. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function labelOf(choices: readonly { value: string; label: string }[], value: string): string {
  return choices.find((one) => one.value === value)?.label ?? value;
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
