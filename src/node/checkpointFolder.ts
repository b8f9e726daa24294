/**
 * A checkpoint on disk. Of a 2-D model: recipe.json, model.safetensors, training_state.safetensors; of a model of pictures:
 * a diffusers pipeline folder with recipe.json and training_state.safetensors.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DIFFUSERS_FILES } from '../formats/diffusersFolder.ts';
import { readSafetensors, writeSafetensors, type SafetensorsFile } from '../formats/safetensors.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { diffusersFiles, readDiffusersCheckpoint } from './diffusersCheckpoint.ts';
import { readJson, sentenceOf } from './readJson.ts';

const files = { recipe: 'recipe.json', model: 'model.safetensors', state: 'training_state.safetensors' } as const;

/** Makes the folder, so that a run that could not be saved fails before it begins. @throws a sentence */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `${files.recipe}.tmp`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new Error(`The folder ${folder} cannot be written to: ${sentenceOf(error)}. Choose another with --out.`, { cause: error });
  }
}

/** Writes files, each to a temporary name first, so that none is ever half written. @param files by their paths below the folder */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const path of files.keys()) await mkdir(dirname(join(folder, path)), { recursive: true });
  for (const [path, content] of files) await writeFile(join(folder, `${path}.tmp`), content);
  for (const path of files.keys()) await rename(join(folder, `${path}.tmp`), join(folder, path));
}

/** Every tensor file tells its step, so that a checkpoint which an interruption between two files left mixed is refused. */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  await writeFiles(folder, isImageData(checkpoint.recipe.data) ? diffusersFiles(checkpoint) : pointFiles(checkpoint));
}

function pointFiles({ recipe, step, model, state }: Checkpoint): Map<string, string | Uint8Array> {
  return new Map<string, string | Uint8Array>([
    [files.model, writeSafetensors(model, { step: String(step) })],
    [files.state, writeSafetensors(state, { step: String(step) })],
    [files.recipe, `${JSON.stringify(recipe, null, 2)}\n`],
  ]);
}

async function readTensors(folder: string, name: string): Promise<SafetensorsFile> {
  const path = join(folder, name);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new Error(`The checkpoint ${folder} has no ${name} that can be read: ${sentenceOf(error)}.`, { cause: error });
  }
  try {
    return readSafetensors(bytes);
  } catch (error) {
    throw new Error(`${path}: ${sentenceOf(error)}`, { cause: error });
  }
}

/**
 * Reads a checkpoint folder. Whether its tensors fit the recipe's model is for the run to say.
 * @throws a sentence that names the folder or file and what is wrong with it
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const found = await stat(folder).catch(() => null);
  if (found === null) throw new Error(`There is no folder ${folder}. Give the folder that "train --out" wrote.`);
  if (!found.isDirectory()) throw new Error(`${folder} is not a folder. Give the folder that "train --out" wrote.`);
  const recipePath = join(folder, files.recipe);
  if (await stat(recipePath).catch(() => null) === null) {
    const elsewhere = await stat(join(folder, DIFFUSERS_FILES.index)).catch(() => null) !== null;
    throw new Error(elsewhere
      ? `${folder} is a diffusers folder that was not made here: it has no ${files.recipe}. Models from elsewhere cannot be taken in yet; give the folder that "train --out" wrote.`
      : `${folder} is not a checkpoint: it has no ${files.recipe}. Give the folder that "train --out" wrote.`);
  }
  let recipe: Recipe;
  try {
    recipe = parseRecipe(await readJson(recipePath));
  } catch (error) {
    throw new Error(`${recipePath}: ${sentenceOf(error)}`, { cause: error });
  }
  return isImageData(recipe.data) ? readPictureCheckpoint(folder, recipe) : readPointCheckpoint(folder, recipe);
}

async function readPictureCheckpoint(folder: string, recipe: Recipe): Promise<Checkpoint> {
  const read = async (path: string): Promise<Uint8Array | null> => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if (sentenceOf(error) === 'it is not there') return null;
      throw new Error(`${path} cannot be read: ${sentenceOf(error)}.`, { cause: error });
    }
  };
  try {
    return await readDiffusersCheckpoint(recipe, read);
  } catch (error) {
    throw new Error(`${folder}: ${sentenceOf(error)}`, { cause: error });
  }
}

async function readPointCheckpoint(folder: string, recipe: Recipe): Promise<Checkpoint> {
  const model = await readTensors(folder, files.model);
  const state = await readTensors(folder, files.state);
  const step = Number(state.metadata['step'] ?? NaN);
  if (!Number.isSafeInteger(step) || step < 0) throw new Error(`${join(folder, files.state)}: its metadata gives the step as "${state.metadata['step'] ?? 'nothing'}"; it takes a whole number.`);
  const modelStep = model.metadata['step'];
  if (modelStep !== undefined && modelStep !== String(step)) throw new Error(`${folder} mixes two checkpoints: ${files.model} is of step ${modelStep}, ${files.state} of step ${step}. Writing it was interrupted; use another checkpoint.`);
  return { recipe, step, model: model.tensors, state: state.tensors };
}
