/** `sample`: points or pictures from a checkpoint into an .npy file. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requestedPlan } from '../diffusion/requestedPlan.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { writeNpy } from '../formats/npy.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { readCheckpoint } from './checkpointFolder.ts';
import { classesOf } from './diffusersCheckpoint.ts';
import { picturesOf } from './pictureFiles.ts';
import { channelsFirst, drawSamples, unseenPictures } from './pictures.ts';
import { sentenceOf } from './readJson.ts';
import { sampleArguments, sampleRequest } from './sampleRequest.ts';
import { withGpu, withRun } from './withRun.ts';

export const sampleUsage = 'sample DIR --out FILE.npy [--sampler NAME] [--steps N] [--eta E] [--count K] [--seed S] [--trajectory]\n         [--label each|none|NUMBER] [--guidance G] [--data PATH ...]';

/** All frames of a trajectory are held in memory, with their predictions: about 12 bytes for each of their numbers. */
const MAX_FRAME_NUMBERS = 40_000_000;

/** Calls of the model. @throws UsageError where the sampler cannot do what was asked for */
function callsOf(request: SampleRequest, { schedule, objective }: Recipe): number {
  try {
    const trained = makeNoiseTable(schedule);
    return requestedPlan(request, trained, request.schedule ? makeNoiseTable(request.schedule) : trained, objective.variance === 'learned').calls.length;
  } catch (error) {
    throw new UsageError(sentenceOf(error));
  }
}

export async function sampleCommand(words: readonly string[]): Promise<void> {
  const given = parseArguments('sample', words, [1, 1], [...sampleArguments, 'out'], ['trajectory'], ['data']);
  const file = given.required('out', 'the .npy file to write');
  if (!file.endsWith('.npy')) throw new UsageError(`--out is "${file}"; it takes a file name that ends in .npy.`);
  const checkpoint = await readCheckpoint(given.positional[0] ?? '');
  const { recipe } = checkpoint;
  const { data } = recipe;
  const classes = classesOf(checkpoint);
  const request = sampleRequest(given, recipe, classes, recipe.sampling.count);

  const whole = given.has('trajectory');
  const images = isImageData(data) ? unseenPictures(checkpoint) ?? await picturesOf(data, given.all('data')) : undefined;
  const numbers = images === undefined ? 2 : images.train.width * images.train.height * images.train.channels;
  const most = Math.floor(MAX_FRAME_NUMBERS / numbers);
  const kept = request.count * (callsOf(request, recipe) + 1);
  if (whole && kept > most) {
    throw new UsageError(`A trajectory of ${request.count} samples in ${request.steps} steps has ${kept} ${images === undefined ? 'points' : 'pictures'}; at most ${most} are kept. Give a smaller --count or --steps, or leave out --trajectory.`);
  }
  const { frames, shape, seconds, device } = await withGpu((gpu) => withRun({ gpu, recipe, checkpoint, samplesFirst: true, ...(images ? { images } : {}) }, async (run) => {
    const began = performance.now();
    const drawn = whole ? await run.sample(request) : await drawSamples(run, request, classes);
    return { frames: 'states' in drawn ? drawn.states : [drawn.samples], shape: drawn.shape, seconds: (performance.now() - began) / 1000, device: gpu.facts.label };
  }));
  const size = shape.reduce((product, one) => product * one, 1);
  const all = new Float32Array(frames.length * size);
  frames.forEach((frame, i) => { all.set(frame, i * size); });
  const made = { data: all, shape: whole ? [frames.length, ...shape] : [...shape] };
  const wanted = images === undefined ? made : channelsFirst(made.data, made.shape, images);
  const bytes = writeNpy(wanted.data, wanted.shape);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, bytes);
    await rename(`${file}.tmp`, file);
  } catch (error) {
    throw new Error(`${file} cannot be written: ${sentenceOf(error)}. Choose another with --out.`, { cause: error });
  }
  process.stderr.write(`${request.count} samples in ${request.steps} steps of ${request.sampler} took ${seconds.toFixed(2)} s on ${device}; written to ${file}.\n`);
}
