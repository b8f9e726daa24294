import type { ImageDataset } from '../data/images/imageDataset.ts';
import type { ImageSet } from '../data/images/imageSet.ts';
import { imageStatistics } from '../data/images/imageStatistics.ts';
import type { PictureFacts, Pictures } from '../protocol/messages.ts';
import { randomStream } from '../random/randomStream.ts';
import type { ImageDataRecipe } from '../recipe/recipe.ts';

const SHOWN = 64;
const VIEW_STREAM = 0x100c;

/** What a person is told and shown of a set: facts about the pictures trained on, and some of them as the model sees them. */
export function viewOf(dataset: ImageDataset, data: ImageDataRecipe): Pictures {
  return { facts: factsOf(dataset), ...shownOf(dataset.train, data) };
}

function factsOf({ train, heldOut, scale, offset, allClassNames }: ImageDataset): PictureFacts {
  const { channels, duplicates, classCounts } = imageStatistics(train);
  return {
    width: train.width, height: train.height, channels: train.channels, count: train.count, heldOut: heldOut.count,
    allClassNames, classNames: train.classNames, classCounts,
    mean: channels.map(({ mean }) => mean), deviation: channels.map(({ deviation }) => deviation),
    min: channels.map(({ min }) => min), max: channels.map(({ max }) => max),
    duplicates, scale, offset, description: train.description,
  };
}

/**
 * The first pictures of a set that is mixed; of the user's own, which come folder by folder, some from all over it. Mirrored
 * and shifted as the kernel `imageBatch` does it, here with the seed of the data.
 */
function shownOf(set: ImageSet, { kind, seed, mirror, shift }: ImageDataRecipe): Pick<Pictures, 'pixels' | 'labels'> {
  const { width, height, channels } = set;
  const count = Math.min(SHOWN, set.count);
  const bytes = width * height * channels;
  const random = randomStream(seed, VIEW_STREAM);
  const pixels = new Uint8Array(count * bytes);
  const labels = set.labels && new Uint16Array(count);
  for (let shown = 0; shown < count; shown += 1) {
    const picture = kind === 'images' ? Math.floor((shown * set.count) / count) : shown;
    if (labels) labels[shown] = set.labels?.[picture] ?? 0;
    const flipped = random.uniform() < 0.5 && mirror;
    const [right, down] = [random.integer(2 * shift + 1) - shift, random.integer(2 * shift + 1) - shift];
    for (let row = 0; row < height; row += 1) {
      const fromRow = clamp(row - down, height - 1);
      for (let column = 0; column < width; column += 1) {
        const moved = clamp(column - right, width - 1);
        const from = picture * bytes + (fromRow * width + (flipped ? width - 1 - moved : moved)) * channels;
        pixels.set(set.pixels.subarray(from, from + channels), shown * bytes + (row * width + column) * channels);
      }
    }
  }
  return { pixels, labels };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
