/** A 2-D model's checkpoint on disk: recipe.json, model.safetensors, training_state.safetensors. */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSafetensors, writeSafetensors, type SafetensorsFile } from '../formats/safetensors.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
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

/**
 * Writes the three files, each to a temporary name first, so that none is ever half written. Both tensor files tell their step,
 * so that a checkpoint which an interruption between two files left mixed is refused.
 */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const contents: [string, string | Uint8Array][] = [
    [files.model, writeSafetensors(checkpoint.model, { step: String(checkpoint.step) })],
    [files.state, writeSafetensors(checkpoint.state, { step: String(checkpoint.step) })],
    [files.recipe, `${JSON.stringify(checkpoint.recipe, null, 2)}\n`],
  ];
  for (const [name, content] of contents) await writeFile(join(folder, `${name}.tmp`), content);
  for (const [name] of contents) await rename(join(folder, `${name}.tmp`), join(folder, name));
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
  if (await stat(recipePath).catch(() => null) === null) throw new Error(`${folder} is not a checkpoint: it has no ${files.recipe}. Give the folder that "train --out" wrote.`);
  let recipe: Recipe;
  try {
    recipe = parseRecipe(await readJson(recipePath));
  } catch (error) {
    throw new Error(`${recipePath}: ${sentenceOf(error)}`, { cause: error });
  }
  const model = await readTensors(folder, files.model);
  const state = await readTensors(folder, files.state);
  const step = Number(state.metadata['step'] ?? NaN);
  if (!Number.isSafeInteger(step) || step < 0) throw new Error(`${join(folder, files.state)}: its metadata gives the step as "${state.metadata['step'] ?? 'nothing'}"; it takes a whole number.`);
  const modelStep = model.metadata['step'];
  if (modelStep !== undefined && modelStep !== String(step)) throw new Error(`${folder} mixes two checkpoints: ${files.model} is of step ${modelStep}, ${files.state} of step ${step}. Writing it was interrupted; use another checkpoint.`);
  return { recipe, step, model: model.tensors, state: state.tensors };
}
