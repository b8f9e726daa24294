/** Pictures for training from files of this machine: folders, zip archives, PNG, IDX, CIFAR-10, npy and npz. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isClutter } from '../data/images/filePaths.ts';
import { type Decode, FILE_LIMITS, type FileSource } from '../data/images/fileSource.ts';
import { imagesFromFiles } from '../data/images/fromFiles.ts';
import { type ImageDataset, makeImageDataset } from '../data/images/imageDataset.ts';
import { pictureFormat } from '../formats/pictureHeader.ts';
import { decodePng } from '../formats/png.ts';
import type { ImageDataRecipe } from '../recipe/recipe.ts';
import { UsageError } from './arguments.ts';
import { sentenceOf } from './readJson.ts';

/** Bad files that are named one by one. */
const NAMED = 20;
/** Bytes read from a file at once. */
const PIECE = 2 ** 18;

/** PNG by a decoder of our own; what else browsers read takes a browser. */
function decode(bytes: Uint8Array): ReturnType<Decode> {
  if (pictureFormat(bytes) === 'PNG') return decodePng(bytes, FILE_LIMITS.picturePixels);
  throw new Error('without a browser only PNG is decoded: open it in the page, or convert it to PNG');
}

/** Files below a path, with the folders they lie in, in no order. @throws a sentence when there is nothing at the path */
async function sourcesAt(path: string): Promise<FileSource[]> {
  const top = basename(path);
  const found: FileSource[] = [];
  const visit = async (here: string, name: string): Promise<void> => {
    const facts = await stat(here);
    if (facts.isDirectory()) {
      for (const entry of await readdir(here)) if (!isClutter(entry)) await visit(join(here, entry), `${name}/${entry}`);
    } else if (facts.isFile()) {
      found.push({ path: name, size: facts.size, stream: () => streamOf(here) });
      if (found.length > FILE_LIMITS.sources) throw new Error(`there are more than ${FILE_LIMITS.sources.toLocaleString('en')} files in it`);
    }
  };
  try {
    await visit(path, top);
  } catch (error) {
    throw new Error(`The pictures at ${path} cannot be read: ${sentenceOf(error)}. Give another path with --data.`, { cause: error });
  }
  return found;
}

function streamOf(path: string): ReadableStream<Uint8Array> {
  const opened = open(path);
  // Whoever reads hears of a file that cannot be opened.
  opened.catch(() => undefined);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const handle = await opened;
      const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE), 0, PIECE);
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
      controller.close();
      await handle.close();
    },
    async cancel() { await (await opened).close(); },
  });
}

/**
 * The pictures of a recipe: made ones are drawn, the user's own are read from `paths`; files that cannot be read are named
 * on stderr.
 * @param paths what --data names
 * @throws UsageError when the recipe needs --data or cannot have it, and sentences when nothing can be read
 */
export async function picturesOf(data: ImageDataRecipe, paths: readonly string[]): Promise<ImageDataset> {
  if (data.kind !== 'images') {
    if (paths.length > 0) throw new UsageError(`--data is for recipes whose data are of kind "images"; this one's are "${data.kind}". Leave it out, or change the recipe.`);
    return makeImageDataset(data);
  }
  if (paths.length === 0) throw new UsageError('The recipe learns your own pictures: say where they are with --data PATH (folders, zip archives, PNG files, or arrays of MNIST, CIFAR-10, npy or npz).');
  const sources = (await Promise.all(paths.map(sourcesAt))).flat();
  const { set, bad } = await imagesFromFiles(sources, {
    width: data.size, height: data.size, channels: data.colour === 'grey' ? 1 : 3, crop: data.crop, background: [255, 255, 255],
    decode,
  });
  for (const { name, reason } of bad.slice(0, NAMED)) process.stderr.write(`${name}: ${reason}\n`);
  if (bad.length > NAMED) process.stderr.write(`And ${(bad.length - NAMED).toLocaleString('en')} more that cannot be read.\n`);
  if (set === null) throw new Error(`No picture could be read from ${paths.join(', ')}.`);
  process.stderr.write(`${set.description}\n`);
  return makeImageDataset(data, set);
}
