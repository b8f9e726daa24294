/** From untrusted JSON to a recipe: every field checked against its option, defaults filled in. */
import { writableText } from '../data/strokeFont.ts';
import { Fields, shown, type Problem } from './fields.ts';
import { parseImageData, parseLabel, parseUNet } from './imageFields.ts';
import { parseControlPoints, parsePoints, parseStrokes } from './lists.ts';
import { dataKinds, imageDataKinds, learningRateDecays, modelKinds, pointDataKinds, predictions, samplerNames, scheduleKinds, scheduleSpaces } from './names.ts';
import { isImageData } from './recipeKind.ts';
import type { DataRecipe, ModelRecipe, OptimizerRecipe, PointDataRecipe, Recipe, SamplingRecipe, ScheduleRecipe, TrainingRecipe } from './recipe.ts';

/** Thrown by `parseRecipe`; its message has one sentence for each problem. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
  }
}

/**
 * Checks a value from outside (a file, a link, a message) and completes it to a recipe.
 * @throws RecipeError naming each bad or unknown field, what it got and what it takes
 */
export function parseRecipe(value: unknown): Recipe {
  const problems: Problem[] = [];
  const fields = new Fields(value, '', problems);
  const version = fields.raw('version');
  if (version !== undefined && version !== 1) fields.problem('version', `version is ${shown(version)}; this program reads recipes of version 1.`);
  const schedule = parseSchedule(fields.raw('schedule'), 'schedule', problems);
  const data = parseData(fields.raw('data'), problems);
  const images = isImageData(data);
  const recipe: Recipe = {
    version: 1,
    name: fields.text('name'),
    data,
    schedule,
    model: parseModel(fields.raw('model'), data, problems),
    objective: parseObjective(fields.raw('objective'), problems),
    optimizer: parseOptimizer(fields.raw('optimizer'), images, problems),
    training: parseTraining(fields.raw('training'), images, problems),
    sampling: parseSampling(fields.raw('sampling'), schedule, images, problems),
  };
  fields.end();
  const { timesteps } = recipe.sampling.schedule ?? recipe.schedule;
  if (problems.length === 0 && recipe.sampling.steps > timesteps) {
    fields.problem('sampling.steps', `sampling.steps is ${recipe.sampling.steps}; it takes at most the number of timesteps of its schedule, ${timesteps}.`);
  }
  if (problems.length > 0) throw new RecipeError(problems);
  return recipe;
}

function parseData(value: unknown, problems: Problem[]): DataRecipe {
  const kindOnly = new Fields(value, 'data', []).choice('kind', dataKinds);
  const image = imageDataKinds.find((one) => one === kindOnly);
  const fields = new Fields(value, 'data', problems, image !== undefined);
  const data = image === undefined ? parsePointData(fields) : parseImageData(fields, image);
  fields.end();
  return data;
}

function parsePointData(fields: Fields): PointDataRecipe {
  const kind = fields.choice('kind', pointDataKinds);
  const seed = fields.number('seed');
  const drawn = (): { count: number; seed: number } => ({ count: fields.number('count'), seed });
  switch (kind) {
    case 'word': return { kind, text: parseWord(fields), ...drawn() };
    case 'drawing': return { kind, strokes: parseStrokes(fields), penWidth: fields.number('penWidth'), ...drawn() };
    case 'points': return { kind, name: fields.text('name'), points: parsePoints(fields), seed };
    default: return { kind, ...drawn() };
  }
}

/** Text that the font can write; what it cannot write it says itself. */
function parseWord(fields: Fields): string {
  const text = fields.text('text');
  try {
    writableText(text);
  } catch (error) {
    fields.problem(fields.at('text'), `${fields.at('text')} is ${shown(text)}. ${error instanceof Error ? error.message : String(error)}`);
  }
  return text;
}

function parseSchedule(value: unknown, path: string, problems: Problem[]): ScheduleRecipe {
  const fields = new Fields(value, path, problems);
  const kind = fields.choice('kind', scheduleKinds);
  const space = fields.choice('space', scheduleSpaces);
  const schedule: ScheduleRecipe = {
    kind,
    timesteps: fields.number('timesteps'),
    betaStart: fields.number('betaStart'),
    betaEnd: fields.number('betaEnd'),
    zeroTerminalSnr: fields.switch('zeroTerminalSnr'),
    space,
    points: parseControlPoints(fields, kind === 'hand-drawn', space),
  };
  if (schedule.betaStart > schedule.betaEnd) {
    fields.problem(fields.at('betaStart'), `${fields.at('betaStart')} is ${schedule.betaStart}; it takes at most ${fields.at('betaEnd')}, which is ${schedule.betaEnd}.`);
  }
  fields.end();
  return schedule;
}

/** Points are learnt by an MLP, pictures by a U-Net. */
function parseModel(value: unknown, data: DataRecipe, problems: Problem[]): ModelRecipe {
  const images = isImageData(data);
  const fields = new Fields(value, 'model', problems, images);
  const given = fields.raw('kind');
  const kind = given === undefined ? (images ? 'unet2d' : 'mlp') : fields.choice('kind', modelKinds);
  if (images !== (kind === 'unet2d')) {
    fields.problem(fields.at('kind'), images
      ? `${fields.at('kind')} is "mlp", which draws points; pictures of ${data.kind} take "unet2d".`
      : `${fields.at('kind')} is "unet2d", which draws pictures; data of kind ${data.kind} takes "mlp".`);
  }
  const model: ModelRecipe = kind === 'unet2d' ? parseUNet(fields, isImageData(data) ? data.size : null) : {
    kind,
    width: fields.number('width'),
    depth: fields.number('depth'),
    fourierFeatures: fields.number('fourierFeatures'),
    fourierScale: fields.number('fourierScale'),
    timeEmbedding: fields.number('timeEmbedding'),
  };
  fields.end();
  return model;
}

function parseObjective(value: unknown, problems: Problem[]): Recipe['objective'] {
  const fields = new Fields(value, 'objective', problems);
  const objective: Recipe['objective'] = {
    prediction: fields.choice('prediction', predictions), loss: fields.choice('loss', ['mse']), weighting: fields.choice('weighting', ['simple']),
  };
  fields.end();
  return objective;
}

function parseOptimizer(value: unknown, images: boolean, problems: Problem[]): OptimizerRecipe {
  const fields = new Fields(value, 'optimizer', problems, images);
  const optimizer: OptimizerRecipe = {
    kind: fields.choice('kind', ['adamw']),
    learningRate: fields.number('learningRate'),
    beta1: fields.number('beta1'),
    beta2: fields.number('beta2'),
    epsilon: fields.number('epsilon'),
    weightDecay: fields.number('weightDecay'),
    clipNorm: fields.number('clipNorm'),
    warmupSteps: fields.number('warmupSteps'),
    decay: fields.choice('decay', learningRateDecays),
  };
  fields.end();
  return optimizer;
}

function parseTraining(value: unknown, images: boolean, problems: Problem[]): TrainingRecipe {
  const fields = new Fields(value, 'training', problems, images);
  const training: TrainingRecipe = {
    steps: fields.number('steps'), batch: fields.number('batch'), accumulate: fields.number('accumulate'),
    labelDropout: fields.number('labelDropout'), emaDecay: fields.number('emaDecay'), seed: fields.number('seed'),
  };
  fields.end();
  return training;
}

function parseSampling(value: unknown, trained: ScheduleRecipe, images: boolean, problems: Problem[]): SamplingRecipe {
  const fields = new Fields(value, 'sampling', problems, images);
  const own = fields.raw('schedule');
  const schedule = own === undefined || own === null ? null : parseSchedule(own, 'sampling.schedule', problems);
  const steps = fields.number('steps');
  const sampling: SamplingRecipe = {
    sampler: fields.choice('sampler', samplerNames),
    // The default fits a short schedule too.
    steps: fields.raw('steps') === undefined ? Math.min(steps, (schedule ?? trained).timesteps) : steps,
    eta: fields.number('eta'),
    seed: fields.number('seed'),
    count: fields.number('count'),
    guidance: fields.number('guidance'),
    label: parseLabel(fields),
    schedule,
  };
  fields.end();
  return sampling;
}
