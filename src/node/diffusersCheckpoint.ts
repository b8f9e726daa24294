/** A checkpoint of a model of pictures as a diffusers pipeline folder, and back. */
import { betas } from '../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { type DiffusersModel, readDiffusersFolder, writeDiffusersFolder } from '../formats/diffusersFolder.ts';
import { readUNet2DConfig } from '../nn/unet2d/config.ts';
import { currentName } from '../nn/unet2d/parameterNames.ts';
import type { ImageDataRecipe, Recipe, UNetRecipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { Checkpoint, NamedTensor } from '../train/checkpoint.ts';
import { unetConfig } from '../train/imageLearner.ts';

type Tensors = ReadonlyMap<string, NamedTensor>;

const AVERAGE = 'average.';
const VALUE = 'value.';

/** A recipe of pictures, taken apart. */
interface PictureRecipe {
  readonly data: ImageDataRecipe;
  readonly model: UNetRecipe;
}

function pictureRecipe({ data, model }: Recipe): PictureRecipe {
  if (!isImageData(data) || model.kind !== 'unet2d') throw new Error('The recipe is not one of pictures, so its checkpoint is no diffusers folder.');
  return { data, model };
}

/** K of a class-conditional model, whose embedding has a row more for none; null for a model without classes. */
export function classesOf({ model }: Pick<Checkpoint, 'model'>): number | null {
  const rows = model.get('class_embedding.weight')?.shape[0];
  return rows === undefined ? null : rows - 1;
}

function under(tensors: Tensors, prefix: string): Map<string, NamedTensor> {
  return new Map([...tensors].filter(([name]) => name.startsWith(prefix)).map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

function prefixed(tensors: Tensors, prefix: string): [string, NamedTensor][] {
  return [...tensors].map(([name, tensor]) => [prefix + name, tensor]);
}

/**
 * The files of the folder by their paths in it.
 * @param dtype of the averaged weights
 * @param finished leaves out what is only needed to train on
 */
export function diffusersFiles(checkpoint: Checkpoint, { dtype = 'F32', finished = false }: { dtype?: 'F32' | 'F16'; finished?: boolean } = {}): Map<string, Uint8Array> {
  const { recipe, step, model, state } = checkpoint;
  const { data, model: network } = pictureRecipe(recipe);
  const training = state.size === 0 || finished ? null : new Map([...prefixed(model, VALUE), ...[...state].filter(([name]) => !name.startsWith(AVERAGE))]);
  const folder = {
    step, training, average: state.size === 0 ? model : under(state, AVERAGE),
    unetConfig: unetConfig(network, data.colour === 'grey' ? 1 : 3, classesOf(checkpoint), data.size, recipe.objective),
  };
  const table = makeNoiseTable(recipe.schedule);
  const { prediction } = recipe.objective;
  const scheduler = { betas: betas(table), prediction: table.lengths ? `${prediction} on the ${recipe.schedule.kind} path` : prediction };
  return writeDiffusersFolder(folder, recipe, { sampler: recipe.sampling.sampler === 'ddpm' ? 'ddpm' : 'ddim', ...scheduler }, dtype);
}

/**
 * The checkpoint of a folder whose recipe is known. Without a training state its weights are finished ones. Attention's
 * older names are understood.
 * @param read the bytes of a file of the folder, or null where it has none of that path
 * @throws a sentence that names the file and what is wrong with it
 */
export async function readDiffusersCheckpoint(recipe: Recipe, read: (path: string) => Promise<Uint8Array | null>): Promise<Checkpoint> {
  const { data, model: network } = pictureRecipe(recipe);
  const folder = await readDiffusersFolder(read);
  const average = new Map([...folder.average].map(([name, tensor]) => [currentName(name), tensor]));
  checkConfig(folder, unetConfig(network, data.colour === 'grey' ? 1 : 3, classesOf({ model: average }), data.size, recipe.objective));
  const { step, training } = folder;
  if (training === null) return { recipe, step, model: average, state: new Map() };
  const moments = [...training].filter(([name]) => !name.startsWith(VALUE));
  return { recipe, step, model: under(training, VALUE), state: new Map([...moments, ...prefixed(average, AVERAGE)]) };
}

/** @throws a sentence when the folder's network is not the recipe's */
function checkConfig({ unetConfig: found }: DiffusersModel, wanted: ReturnType<typeof unetConfig>): void {
  const here = Object.entries(readUNet2DConfig(found));
  const different = here.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(wanted, key))).map(([key]) => key);
  if (different.length > 0) throw new Error(`unet/config.json and recipe.json describe different networks: they differ in ${different.join(', ')}. Use another checkpoint.`);
}
