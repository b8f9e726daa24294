/** `sample`: points from a checkpoint into an .npy file. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeNpy } from '../formats/npy.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import { samplerNames } from '../recipe/names.ts';
import { numberOption } from '../recipe/options.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { parseArguments, UsageError, type Arguments } from './arguments.ts';
import { readCheckpoint } from './checkpointFolder.ts';
import { sentenceOf } from './readJson.ts';
import { withGpu, withRun } from './withRun.ts';

export const sampleUsage = 'sample DIR --out FILE.npy [--sampler ddpm|ddim] [--steps N] [--eta E] [--count K] [--seed S] [--trajectory]';

/** More samples than a page would show. */
export const MAX_COUNT = 200_000;
/** All frames of a trajectory are held in memory, with their predictions: about 24 bytes a point. */
const MAX_FRAME_POINTS = 20_000_000;

/** The recipe's own way of sampling, with what the command line says otherwise. */
export function sampleRequest(given: Arguments, recipe: Recipe, count: number): SampleRequest {
  const { sampling } = recipe;
  const { timesteps } = sampling.schedule ?? recipe.schedule;
  const seed = numberOption('sampling.seed');
  return {
    sampler: given.oneOf('sampler', samplerNames) ?? sampling.sampler,
    steps: given.whole('steps', 1, timesteps) ?? sampling.steps,
    eta: given.number('eta', 0, 1) ?? sampling.eta,
    count: given.whole('count', 1, MAX_COUNT) ?? count,
    seed: given.whole('seed', seed.min, seed.max) ?? sampling.seed,
    schedule: sampling.schedule,
  };
}

export async function sampleCommand(words: readonly string[]): Promise<void> {
  const given = parseArguments('sample', words, [1, 1], ['sampler', 'steps', 'eta', 'count', 'seed', 'out'], ['trajectory']);
  const file = given.required('out', 'the .npy file to write');
  if (!file.endsWith('.npy')) throw new UsageError(`--out is "${file}"; it takes a file name that ends in .npy.`);
  const checkpoint = await readCheckpoint(given.positional[0] ?? '');
  const request = sampleRequest(given, checkpoint.recipe, checkpoint.recipe.sampling.count);

  const whole = given.has('trajectory');
  const points = request.count * (request.steps + 1);
  if (whole && points > MAX_FRAME_POINTS) {
    throw new UsageError(`A trajectory of ${request.count} samples in ${request.steps} steps has ${points} points; at most ${MAX_FRAME_POINTS} are kept. Give a smaller --count or --steps, or leave out --trajectory.`);
  }
  const { frames, seconds, device } = await withGpu((gpu) => withRun(gpu, checkpoint.recipe, checkpoint, async (run) => {
    const began = performance.now();
    const drawn = whole ? (await run.sample(request)).states : [await run.sampleEnd(request)];
    return { frames: drawn, seconds: (performance.now() - began) / 1000, device: gpu.facts.label };
  }));
  const all = new Float32Array(frames.length * request.count * 2);
  frames.forEach((frame, i) => { all.set(frame, i * request.count * 2); });
  const bytes = writeNpy(all, whole ? [frames.length, request.count, 2] : [request.count, 2]);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.tmp`, bytes);
    await rename(`${file}.tmp`, file);
  } catch (error) {
    throw new Error(`${file} cannot be written: ${sentenceOf(error)}. Choose another with --out.`, { cause: error });
  }
  process.stderr.write(`${request.count} samples in ${request.steps} steps of ${request.sampler} took ${seconds.toFixed(2)} s on ${device}; written to ${file}.\n`);
}
