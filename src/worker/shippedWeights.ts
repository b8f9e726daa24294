import { readSafetensors } from '../formats/safetensors.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint } from '../train/checkpoint.ts';

/** The bytes of a file that is shipped with the page, by its path under models/. Rejects when they cannot be had. */
export type FetchModelFile = (path: string) => Promise<Uint8Array>;

/** More than this is no model that the page ships. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Weights that are shipped as a diffusers folder, as a checkpoint of the page's recipe: finished weights, no state of the
 * optimizer. The number of steps behind them is in the file's metadata, "step".
 * @throws a sentence when the file cannot be had or read
 */
export async function shippedCheckpoint(name: string, recipe: Recipe, fetchFile: FetchModelFile): Promise<Checkpoint> {
  const bytes = await fetchFile(`${encodeURIComponent(name)}/unet/diffusion_pytorch_model.safetensors`);
  const { tensors, metadata } = readSafetensors(bytes);
  const step = Number(metadata['step']);
  if (!Number.isSafeInteger(step) || step < 1) throw new Error('Its file does not say for how many steps it was trained.');
  return { recipe, step, model: tensors, state: new Map() };
}

/** Reads from the folder models/ of the site that the page comes from. */
export function fetchFrom(models: URL): FetchModelFile {
  return async (path) => {
    const answer = await fetch(new URL(path, models));
    if (!answer.ok) throw new Error(`The site answered with status ${answer.status}.`);
    // A development server answers with its page where there is no such file.
    if ((answer.headers.get('content-type') ?? '').includes('text/html')) throw new Error('The site has no such file.');
    if (Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) throw new Error('Its file is too large.');
    return new Uint8Array(await answer.arrayBuffer());
  };
}
