/** From untrusted JSON to a recipe: every field checked against its option, defaults filled in. */
import { writableText } from '../data/strokeFont.ts';
import { combinationProblems } from './combinations.ts';
import { Fields, shown, type Problem } from './fields.ts';
import { parseImageData, parseUNet } from './imageFields.ts';
import { parseObjective, parseOptimizer, parseTraining } from './learningFields.ts';
import { parsePoints, parseStrokes } from './lists.ts';
import { dataKinds, imageDataKinds, modelKinds, pointDataKinds } from './names.ts';
import { isImageData } from './recipeKind.ts';
import type { DataRecipe, ModelRecipe, PointDataRecipe, Recipe } from './recipe.ts';
import { parseSampling } from './samplingFields.ts';
import { parseSchedule } from './scheduleFields.ts';

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
  const data = parseData(fields.raw('data'), problems);
  const schedule = parseSchedule(fields.raw('schedule'), 'schedule', problems, data);
  const images = isImageData(data);
  const recipe: Recipe = {
    version: 1,
    name: fields.text('name'),
    data,
    schedule,
    model: parseModel(fields.raw('model'), data, problems),
    objective: parseObjective(fields.raw('objective'), problems, images),
    optimizer: parseOptimizer(fields.raw('optimizer'), problems, images),
    training: parseTraining(fields.raw('training'), problems, images),
    sampling: parseSampling(fields.raw('sampling'), problems, schedule, data),
  };
  fields.end();
  if (problems.length === 0) problems.push(...combinationProblems(recipe));
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
