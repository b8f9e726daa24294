/** The pictures that a command needs, and samples in the form in which they leave the program. */
import type { ImageDataset } from '../data/images/imageDataset.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import type { Run, Samples } from '../train/run.ts';
import { classesOf } from './diffusersCheckpoint.ts';

/** Pixels drawn at once: with guidance and 192 channels side by side they take 96 MiB, which every device allows for one buffer. */
const PIXELS_AT_ONCE = 2 ** 16;
const SEEDS = 2 ** 32;

/**
 * What a run must know of a checkpoint's pictures to draw samples: sizes, classes, units, and not the pictures. Null where the
 * units come from the pictures themselves (range "standardised"), and for models of points.
 */
export function unseenPictures(checkpoint: Checkpoint): ImageDataset | null {
  const { data } = checkpoint.recipe;
  if (!isImageData(data) || data.range === 'standardised') return null;
  const classes = classesOf(checkpoint);
  const channels = data.colour === 'grey' ? 1 : 3;
  const train = {
    width: data.size, height: data.size, channels, count: 1, pixels: new Uint8Array(data.size ** 2 * channels), labels: classes === null ? null : new Uint8Array(1),
    classNames: Array.from({ length: classes ?? 0 }, (_, i) => String(i)), description: 'No pictures: only samples are drawn.',
  } as const;
  const units = data.range === 'unit' ? { scale: 1 / 255, offset: 0 } : { scale: 2 / 255, offset: -1 };
  return { train, heldOut: train, ...units, allClassNames: train.classNames };
}

/**
 * The ends of trajectories, drawn some at a time so that any number fits the device. The first are those that a request for
 * fewer would give; later ones have seeds of their own.
 * @param classes that the model knows: parts are whole rounds of them, so that classes in turn go on from one to the next
 */
export async function drawSamples(run: Pick<Run, 'images' | 'sampleEnd'>, request: SampleRequest, classes: number | null): Promise<Samples> {
  const { images } = run;
  const most = images === null ? request.count : Math.max(1, Math.floor(PIXELS_AT_ONCE / (images.train.width * images.train.height)));
  if (request.count <= most) return run.sampleEnd(request);
  const round = classes ?? 1;
  const part = Math.max(round, most - most % round);
  const drawn: Samples[] = [];
  for (let first = 0; first < request.count; first += part) {
    drawn.push(await run.sampleEnd({ ...request, count: Math.min(part, request.count - first), seed: (request.seed + first / part) % SEEDS }));
  }
  const [begin] = drawn;
  const size = (begin?.samples.length ?? 0) / (begin?.shape[0] ?? 1);
  const samples = new Float32Array(request.count * size);
  const labels = begin?.labels ? new Uint16Array(request.count) : null;
  drawn.forEach((one, i) => {
    samples.set(one.samples, i * part * size);
    if (one.labels) labels?.set(one.labels, i * part);
  });
  return { shape: [request.count, ...begin?.shape.slice(1) ?? []], samples, labels };
}

/**
 * Pictures as others take them: [..., C, H, W] from [..., H, W, C], black -1 and white 1. Not clipped: what the model draws
 * beyond black and white stays beyond.
 * @param shape of the samples; its last three axes are height, width, channels
 */
export function channelsFirst(samples: Float32Array, shape: readonly number[], { scale, offset }: Pick<ImageDataset, 'scale' | 'offset'>): { shape: number[]; data: Float32Array } {
  const [height = 1, width = 1, channels = 1] = shape.slice(-3);
  const area = height * width;
  const data = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    const [picture, channel, pixel] = [Math.floor(i / (area * channels)), Math.floor(i / area) % channels, i % area];
    data[i] = ((samples[(picture * area + pixel) * channels + channel] ?? 0) - offset) / scale / 127.5 - 1;
  }
  return { shape: [...shape.slice(0, -3), channels, height, width], data };
}
