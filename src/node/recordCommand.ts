/** `record`: trains a preset and writes what the page plays where there is no WebGPU. */
import { appendFile, writeFile } from 'node:fs/promises';
import type { SampleRequest } from '../protocol/messages.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import { encodeRecording, type RecordedPreview } from '../recipe/recording.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { sentenceOf } from './readJson.ts';
import { recipeNamed } from './recipeArgument.ts';
import { withGpu, withRun } from './withRun.ts';

export const recordUsage = 'record RECIPE_FILE|PRESET --out FILE.json';

const POINTS_SHOWN = 500;
const DATA_SHOWN = 2000;
/** Live pictures: closer together at the start, where most happens. */
const PREVIEWS = 24;
const SUBMIT_MS = 50;

/** Steps at which a picture is taken: 0, then quadratically spaced, the last step among them. */
export function previewSteps(steps: number): number[] {
  const spaced = Array.from({ length: PREVIEWS }, (_, index) => Math.round(steps * (index / (PREVIEWS - 1)) ** 2));
  return [...new Set(spaced)];
}

export async function recordCommand(words: readonly string[]): Promise<void> {
  const given = parseArguments('record', words, [1, 1], ['out']);
  const file = given.required('out', 'the file to write');
  const recipe = await recipeNamed(given.positional[0] ?? '');
  if (isImageData(recipe.data)) throw new UsageError('A recording shows points; pictures are shown by a shipped model instead. Give a recipe of points, or use "ship".');
  try {
    // Before the training, so that it is not done in vain; appending nothing leaves an older recording whole.
    await appendFile(file, '');
  } catch (error) {
    throw new Error(`${file} cannot be written: ${sentenceOf(error)}. Choose another with --out.`, { cause: error });
  }
  await withGpu((gpu) => withRun({ gpu, recipe }, async (run) => {
    const request: SampleRequest = { ...recipe.sampling, count: POINTS_SHOWN };
    const losses: number[] = [];
    const previews: RecordedPreview[] = [];
    for (const step of previewSteps(recipe.training.steps)) {
      await run.train(step - run.step, { budget: SUBMIT_MS, onProgress: (progress) => losses.push(...progress.losses) });
      previews.push({ step, points: (await run.sampleEnd(request)).samples });
      process.stderr.write(`Step ${step} of ${recipe.training.steps}\n`);
    }
    const text = encodeRecording({
      recipe, device: gpu.facts.label, stepsPerSecond: run.stepsPerSecond,
      data: run.dataset.points.slice(0, 2 * DATA_SHOWN), dataDescription: run.dataset.description,
      losses: Float32Array.from(losses), previews, trajectory: await run.sample(request),
    });
    await writeFile(file, text);
    process.stderr.write(`${file}: ${Math.ceil(text.length / 1024)} KiB\n`);
  }));
}
